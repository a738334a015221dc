"""What the store keeps of partners, referrals and projects."""
