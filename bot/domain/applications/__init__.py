"""Applications for grants: what neighbours prepare together, from the checklist to the final report.

`applications`: an application with its checklist and its members. `budget`: its lines and sums. `calendar`: the days on
which its members hear of it. `sums`: roubles as people type them. `figures`: numbers that identify nobody.
"""
