"""Broadcasts: the record and its outcomes (`broadcast`), the words (`compose.wording`), the recipients
(`audience.audience`), the time (`schedule.timing`) and the second coordinator (`sending.approvals`).

`results`: the progress and the end (`reports`, with `refusals` for rows that were not delivered), edits of sent copies
(`edits`), and the `history`.
"""
