"""What is counted: how often somebody may do something in a while, and how often pages are read."""
