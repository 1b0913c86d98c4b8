"""Minutes of one decision: the text, who voted how, by which rule, to what outcome."""
