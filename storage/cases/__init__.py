"""Founding cases: the case and its steps (`cases`), its members and invitations (`membership`), answers for its papers
(`interview_answers`), headcounts at its meetings (`tallies`), and what coordinators see of listed cases (`overview`).
"""
