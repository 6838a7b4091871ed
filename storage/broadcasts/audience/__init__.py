"""The audience of a broadcast: its parts (`parts`), their choice (`selection`), the people whom they reach (`reach`),
and people who join after the start (`newcomers`).
"""
