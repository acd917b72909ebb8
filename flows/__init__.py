"""Everything with a side effect: sources, workers, the warehouse, the report, and the Prefect flows."""
