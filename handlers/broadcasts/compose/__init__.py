"""The message of a broadcast: `message`, `album`, its `links`, `variables`, `templates` and `test_send`."""
