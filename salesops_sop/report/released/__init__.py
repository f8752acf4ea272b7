"""What a release tells: the list of changes for staff, and what is said at a terminal."""
