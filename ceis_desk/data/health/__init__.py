"""What the store keeps of the health platform."""
