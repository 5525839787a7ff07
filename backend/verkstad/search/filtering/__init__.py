"""The filter language on the server: the same text means the same as in the client (decision 19)."""
