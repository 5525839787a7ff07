"""What a person is told: read from the log, kept until it is read."""
