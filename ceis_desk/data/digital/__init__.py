"""What the store keeps of the digital platform."""
