"""Results: progress and reports (`reports`), earlier broadcasts (`history`), the table of recipients (`export`),
corrections and recalls (`edits`) of the delivered copies (`copies`), and their progress (`edit_reports`).
"""
