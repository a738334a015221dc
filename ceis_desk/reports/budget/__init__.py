"""Documents of budget counselling: the sheet to sign, plans, letters, debts and the closing review."""
