"""The row of the first sending, where this database lives, and the trace of one sending."""


def make(case):
    """Return ``{name: record}``."""
    restores, traces = case.env["directive.restore"], case.env["directive.restore.trace"]
    restores._note()
    traces._leave()
    return {
        "directive.restore": restores.search([], limit=1),
        "directive.restore.trace": traces.search([], limit=1),
    }
