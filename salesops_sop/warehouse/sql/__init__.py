"""SQL in the dialect of the engine that is asked.

Expressions are built as trees and printed by sqlglot; no text of a handbook is ever pasted into
SQL. Groups are given as expressions, filters stand as CASE inside the aggregates and both sides of
a division are doubles: that is what all tested engines read alike.
"""
