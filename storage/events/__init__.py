"""Events: drafts, publication, moves and cancellations (`events`), seats and the waitlist (`sign_ups`), and who came
(`attendance`).
"""
