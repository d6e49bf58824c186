"""What people must not be able to do, tried at every door."""
