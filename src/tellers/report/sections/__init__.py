"""The sections of a report, one module each: from a contest told in a language to blocks of words."""
