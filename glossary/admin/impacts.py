"""What the names of a sheet would change, shown beside them before anything is saved."""


def with_impact(sheet):
    """Put beside every name of `sheet` how many links it would add."""
