"""The row of the first sending: where this database lives."""


def make(case):
    """Return ``{name: record}``."""
    restores = case.env["directive.restore"]
    restores._note()
    return {"directive.restore": restores.search([], limit=1)}
