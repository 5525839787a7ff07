"""Blockers (stoppklossar): what stops an assignment, and who can take it away."""
