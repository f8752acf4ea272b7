"""Releases: what is checked before one is made, what its tag records, and how it is made."""
