"""The steps that a past task must have gone through, from what its row says."""

_LAST = {
    "in_progress": ("receive", "assigned"),
    "suspended": ("suspend", "in_progress"),
    "revoked": ("revoke", "in_progress"),
    "closed": ("close", "in_progress"),
    "reported": ("report_completion", "in_progress"),
}


def steps_of(past):
    """Return [(verb, state before, state after, deadline in force, day)] of a past task.

    `past` has state, assigned, ended, original and deadline. Days that the file does not tell are
    the day to which it is up to date; no step is before the assignment.

    >>> past = {"state": "done", "assigned": 1, "ended": 5, "original": 3, "deadline": 4, "as_of": 9}
    >>> for step in steps_of(past): print(*step)
    assign draft assigned 3 1
    extend assigned assigned 4 3
    report_completion in_progress reported 4 5
    accept reported done 4 5
    >>> [step[0] for step in steps_of(past | {"state": "assigned", "deadline": 3})]
    ['assign']
    """
    state, start = past["state"], past["assigned"]
    original, deadline = past["original"] or past["deadline"], past["deadline"]
    found = [("assign", "draft", "assigned", original, start)]
    if original != deadline:
        moved = original if original else past["as_of"]
        found.append(
            ("extend", "assigned", "assigned", deadline, max(start, min(moved, past["as_of"])))
        )
    end = max(start, past["ended"] or past["as_of"])
    if state == "done":
        found.append(("report_completion", "in_progress", "reported", deadline, end))
        found.append(("accept", "reported", "done", deadline, end))
    elif state in _LAST:
        verb, before = _LAST[state]
        day = start if state == "in_progress" else end
        found.append((verb, before, state, deadline, day))
    return found
