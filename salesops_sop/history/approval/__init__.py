"""Approvals: recorded in commits of their own, bound to what a document means, and verified."""
