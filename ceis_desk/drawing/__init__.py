"""Drawing: charts as lists of lines, boxes and words, painted by Qt and by ReportLab alike."""
