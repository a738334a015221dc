"""Reports: frozen rows in, tagged PDF out; the only ReportLab."""
