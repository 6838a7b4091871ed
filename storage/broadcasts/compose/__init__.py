"""The message of a broadcast: the draft (`drafts`), its album and links (`contents`), reusable texts (`templates`)."""
