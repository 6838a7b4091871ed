"""Events: drafts, publication and cancellation (`events`), changes of every part (`edits`), sign-ups (`sign_ups`) with
those who come along (`companions`), the queue and what is offered to it (`queue`), who came (`attendance`), the door
(`entry`), who stands there (`stewards`), and the registration sheet (`sheet`).
"""
