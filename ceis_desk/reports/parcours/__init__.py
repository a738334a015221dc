"""Documents of a parcours: the page of the person herself, and what is handed to a partner."""
