"""The whole installation in one file, and back: database and files, at one moment."""
