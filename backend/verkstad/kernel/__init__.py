"""What every slice stands on, and no word of the domain."""
