"""Access: accounts, roles, the table of rights, masking."""
