"""Parts that several conversations use.

`context` is what every handler gets, `open_question` the typed text it waits for, `consent` and `screens` what it
shows; `buttons` leads from one conversation to another. `parse_dates` and `parse_numbers` read typed words.
`municipality` is a screen of choice; `citations`, `glossary`, `norm_titles`, `step_names` and `topic_names` put facts
of the field into words.
"""
