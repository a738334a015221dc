"""What the store keeps of the employment platform."""
