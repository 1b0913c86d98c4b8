"""Outside formats to records: mappings, CSV, Excel, Parquet, map layers."""
