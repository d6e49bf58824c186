"""What people did: the ledger, and who reads it where."""
