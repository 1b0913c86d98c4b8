"""Findings and verdicts to text, HTML, PDF, CSV and JSON."""
