"""What a group makes of its closed round."""
