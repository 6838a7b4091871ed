"""The schedule of a broadcast: a moment and hours (`timing`), or an anchor to an event or a deadline (`anchors`)."""
