"""The law: norms (`norms`), municipalities with their profiles (`municipalities`), and corrections of both by
coordinators (`corrections`).
"""
