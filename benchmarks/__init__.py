"""Measurements: what the analyses find and what they cost, beside what a user would run instead."""
