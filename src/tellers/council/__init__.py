"""Councils: membership, rules by name, drafts and their parts, sittings, roll calls.

Everything here ends in the same words as an election: a roll call is a contest, a member a unit,
the chair's announcement a proclamation.
"""
