"""Somebody who reads everything that is told, knows the rules and how many people each set has, and computes.

Written without the code that it attacks: it counts every possible table instead of reasoning about ranges.
"""

from itertools import product


def tables(people, columns=3):
    """Yield every way in which so many `people` may stand in so many `columns`."""
    if columns == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in tables(people - first, columns - 1):
            yield (first, *rest)


def possible(told, sizes, others, whole):
    """Return every combination of tables, one for each part and a last one for the others, that fits.

    `told` are the ranges of the parts that are told (by key), `sizes` the numbers of all parts, `others` the
    number of people in none, `whole` the ranges of everybody.
    """
    rows = []
    for key, people in sizes.items():
        rows.append([table for table in tables(people) if key not in told or fits(table, told[key])])
    rows.append(list(tables(others)))
    return [
        combination
        for combination in product(*rows)
        if fits([sum(column) for column in zip(*combination, strict=True)], whole)
    ]


def fits(table, ranges):
    """Tell whether counts in three bands lie in ranges of three bands, or of five positions."""
    if len(ranges) == 5:
        (a, b), (c, d), middle, (e, f), (g, h) = ranges
        ranges = [(a + c, b + d), middle, (e + g, f + h)]
    return all(least <= count <= most for count, (least, most) in zip(table, ranges, strict=True))


def pairs(told):
    """Return the ranges of what is told as plain pairs."""
    return [(cell.least, cell.most) for cell in told.cells]


def learns(picture, sizes, others):
    """Yield a sentence for everything that the attacker learns and must not.

    The figures of a part that is not told; that everybody in some set said the same, whether it is told or
    can be computed: those in no part that is told are such a set as well.
    """
    told = {key: pairs(part) for key, part in picture.parts.items()}
    fitting = possible(told, sizes, others, pairs(picture.whole))
    hidden = [place for place, key in enumerate(sizes) if key not in told]
    for place, (key, people) in enumerate(sizes.items()):
        found = {tables[place] for tables in fitting}
        if people and place in hidden and len(found) == 1:
            yield f"the figures of {key}, which is not told"
        if people and of_one_mind(found, people):
            yield f"that all in {key} said the same"
    rest = {
        tuple(map(sum, zip(*(tables[place] for place in [*hidden, -1]), strict=True))) for tables in fitting
    }
    if others and len({tables[-1] for tables in fitting}) == 1:
        yield "the figures of those who belong to no part"
    if (people := sum(next(iter(rest)))) and of_one_mind(rest, people):
        yield "that all who are in no part that is told said the same"


def of_one_mind(tables, people):
    """Tell whether so many `people` stand in one band, and always in the same one."""
    return any(all(table[band] == people for table in tables) for band in range(3))
