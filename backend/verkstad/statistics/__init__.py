"""What the log says of how work flows: of plans and lanes, and never of a person."""
