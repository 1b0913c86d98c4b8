"""Made-up national elections with a known truth, and what it costs to check them.

``python -m benchmarks`` runs ours and the peer's verifier on the same election and writes the
table.
"""
