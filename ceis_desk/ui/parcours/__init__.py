"""The tab « Parcours » of a record: lanes, latest events, objectives, what comes next, and what is decided."""
