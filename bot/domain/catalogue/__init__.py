"""The desk that keeps the catalogue of grants true.

`entries`: a programme as a flat map of fields. `edits`: a change of some fields, from draft to history.
`facts`: what is edited one by one. `sheets`: many programmes in a file. `tips`: announcements that people saw.
`announced`: a date as its funder announced it. `checks`: the programmes that somebody has to look at.
"""
