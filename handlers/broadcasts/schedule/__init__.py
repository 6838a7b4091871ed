"""The schedule of a broadcast: `timing`, `anchor` to an event or deadline; its words in `texts`."""
