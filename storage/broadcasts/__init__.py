"""Broadcasts, from a draft to its results.

`compose`: drafts and what they say. `audience`: whom they reach. `schedule`: when they are sent. `sending`: approval by
a second coordinator, the start, pauses. `results`: reports, history, and edits of the delivered copies. Each recipient
has a row in the outbox.
"""
