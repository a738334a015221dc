"""Notes: entries, attachments and drafts, sealed for whichever platform writes them."""
