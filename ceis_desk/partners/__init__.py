"""Partners: the directory, agreements, referrals in and out, projects made together."""
