"""Rounds: who holds them, who answers, what is shown of them."""
