"""The audience of a broadcast: `selection`, `combine`, `newcomers`; its words in `texts`, its screens in `views`."""
