"""The windows of CEIS Desk: the only package that speaks to Qt."""
