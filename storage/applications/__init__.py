"""Applications for grants: read and begun (`applications`), their members (`members`), checklist (`items`), budget
(`lines`), the outbox rows of their days and of their rounds (`reminders`), and the numbers of all of them (`figures`).
"""
