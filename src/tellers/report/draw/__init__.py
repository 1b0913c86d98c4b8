"""Drawings as SVG: charts of rows and maps, from numbers and escaped words only."""
