"""The store itself, which knows no feature.

`db`: runs a storage function in a transaction on SQLite or PostgreSQL. `tables`: the schema. `migrate`: its migrations
at a start. `row_locks`: the order in which rows are locked. `leader`: a lock that one process holds. `fsm`:
conversation states for aiogram. `once`: the updates that were handled. `seed`: facts that come with a release. `demo`:
people and events of the demo. `retention`: the sweep of everything that has outlived its term.
"""
