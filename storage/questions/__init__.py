"""Questions to coordinators with their answers (`questions`), and searches that led to no answer (`unanswered`)."""
