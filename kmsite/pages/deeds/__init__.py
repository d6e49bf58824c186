"""How deeds of the ledger read to somebody: one sentence each, with nothing that they may not see."""
