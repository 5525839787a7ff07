"""What an assignment says in its plan's own fields."""
