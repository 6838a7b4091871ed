"""Following grants: what somebody follows (`wishes`), and what they are told and when (`agenda`, `timing`)."""
