"""Terms inside texts: which names link, which pages say them, what a change of names touches."""
