"""What is shown of the culture shift."""
