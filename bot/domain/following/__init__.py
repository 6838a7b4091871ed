"""Following grants: what people answer (`answers`), and what they are told and when (`agenda`, `timing`)."""
