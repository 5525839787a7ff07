"""People beside the owner and the deputy."""
