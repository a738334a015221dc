"""Budget: cases, sheets, debts."""
