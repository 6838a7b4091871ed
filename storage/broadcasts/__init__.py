"""Broadcasts: a draft (`drafts`), what it says (`contents`, `templates`), whom it is for (`addressing`, `parts`,
`audiences`, `newcomers`), when (`timing`, `anchors`), with whose yes (`approvals`, `verdicts`).

It is sent by `launches` and paused by `steering`. How far it is tell `reports` and, for each recipient, `outcomes`.
Afterwards: `history`, and `changes` of the `copies` that people have got, with their `change_reports`.
"""
