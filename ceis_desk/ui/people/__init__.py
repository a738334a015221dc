"""People: the page of one person and the forms around it."""
