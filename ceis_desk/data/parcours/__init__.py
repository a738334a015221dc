"""What the store keeps of the parcours."""
