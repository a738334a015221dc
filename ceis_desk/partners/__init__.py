"""Partners: the directory, agreements and referrals out."""
