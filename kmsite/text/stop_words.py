"""Stop words: English words that say nothing about what a text is about, folded as `folding` folds."""

_WORDS = """
a about above across after again against all almost alone along already also although always am among an
and another any anybody anyone anything are around as at away back be became because become becomes been
before behind being below between both but by came can cannot come comes could did do does doing done down
during each either else ever every everybody everyone everything etc few first for from further get gets
given gives go goes had has have having he hence her here hers him his how however i if in instead into is
it its itself just last least less let like made mainly make makes making many may me might mine more most
much must my namely need needs neither never no nobody none nor not nothing now of off often on once one
ones only onto or other others our ours out over own per perhaps put rather really same see seen several
shall she should since so some somebody someone something still such than that the their theirs them then
there therefore these they thing things this those though through thus to together too toward towards
under until up upon us use used uses using usually very was way ways we well were what whatever when where
whether which while who whoever whole whom whose why will with within without would yet you your yours
"""
STOP_WORDS = frozenset(_WORDS.split())
