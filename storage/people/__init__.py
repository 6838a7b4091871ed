"""People: accounts, roles and consents (`people`), the news topics they chose (`topics`), everything that is theirs, to
export or erase (`personal_data`), the year of inactivity (`inactivity`), and who coordinates now (`coordinators`).

A person may have several `accounts`: on which one they are told (`addresses`), how another becomes theirs (`linking`,
`merging`, and `guesses` of its code). What they choose for themselves is their `profile`.

Who gives roles has the list of people (`directory`, `names`), gives and takes (`roles`), invites (`invitations`); what
they did is in the `audit`.
"""
