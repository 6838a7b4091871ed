"""The store: all SQL of the bot. Each function takes a `Connection` first and runs whole or not at all; see `core.db`.

`people` (with consents), `events`, `grants`, `cases`, `papers`, `law`, `questions` and `broadcasts` keep what their
conversations are about; `outbox` keeps what is to be sent; `core` is the engine, the schema and the sweep; `migrations`
are Alembic's; `seed` holds the facts that come with a release.
"""
