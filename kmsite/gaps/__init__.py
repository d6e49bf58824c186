"""What is missing in the wiki: reports, and work made of searches that found nothing."""
