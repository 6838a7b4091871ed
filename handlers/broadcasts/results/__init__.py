"""The results of a broadcast: `history`, `report`, `export`; `edit` and `edit_views` change delivered copies."""
