"""The safety of one desk: verified backups, the shelf where they are kept, damage recognised, and taking one back."""
