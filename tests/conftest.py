"""Properties are tried by number of examples and not by time: a busy machine fails none."""

from hypothesis import settings

settings.register_profile("repository", deadline=None)
settings.load_profile("repository")
