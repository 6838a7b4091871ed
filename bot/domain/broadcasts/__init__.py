"""Broadcasts: what one is and how it goes on (`broadcast`), what it says (`wording`), whom it is for (`audiences`),
when (`timing`) and with whose yes (`approvals`).

How far it is and how it ended: `reports`, with `refusals` for what was not delivered. Afterwards: `changes` of what
people have got, and the `history`.
"""
