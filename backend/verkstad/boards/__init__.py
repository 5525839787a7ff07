"""Action plans: purpose, lanes and members."""
