"""The sending of a broadcast: `launch`, `approval`, `scheduled`, `pause` and `progress`."""
