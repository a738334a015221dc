"""Tagged: what ReportLab does not do, a structure that a screen reader can follow (PDF/UA-1 and PDF/A-3a shaped)."""
