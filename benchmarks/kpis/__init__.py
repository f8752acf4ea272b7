"""KPIs from millions of rows: `sop kpi run` beside the same computed by hand, in SQL and pandas."""
