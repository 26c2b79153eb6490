"""The steps that a past task must have gone through, from what its row says."""

_OVER = ("done", "revoked", "closed")
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


def steps_since(before, past, last):
    """Return the further steps, as `steps_of` does, of a task of which a newer row says ``past``.

    Figures are made of steps: what ended, was begun again or extended has its step, so that what
    one period carries forward is what the next begins with. The last step notes the new row.

    :param before: how the task stands: state, deadline
    :param last: the day of its last step; no end comes before it

    >>> before = {"state": "in_progress", "deadline": 3}
    >>> past = {"state": "closed", "ended": False, "original": 3, "deadline": 3, "as_of": 9}
    >>> for step in steps_since(before, past, 2): print(*step)
    close in_progress closed 3 9
    correct closed closed 3 9
    >>> later = past | {"state": "done", "ended": 5, "deadline": 4}
    >>> for step in steps_since(before, later, 2): print(*step)
    extend in_progress in_progress 4 3
    report_completion in_progress reported 4 5
    accept reported done 4 5
    correct done done 4 9
    >>> for step in steps_since({"state": "done", "deadline": 3}, past, 8): print(*step)
    reopen done in_progress 3 9
    close in_progress closed 3 9
    correct closed closed 3 9
    >>> [step[0] for step in steps_since(before, past | {"state": "suspended"}, 2)]
    ['correct']
    """
    state, deadline, target = before["state"], before["deadline"], past["state"]
    as_of, found = max(past["as_of"], last), []
    if state in _OVER and target != state:
        found.append(("reopen", state, "in_progress", deadline, as_of))
        state, last = "in_progress", as_of
    if _is_extended(deadline, past):
        deadline = past["deadline"]
        last = max(last, min(before["deadline"] or as_of, as_of))
        found.append(("extend", state, state, deadline, last))
    found += _ending(state, deadline, past, last)
    reached = found[-1][2] if found else state
    return [*found, ("correct", reached, target, past["deadline"], as_of)]


def _is_extended(deadline, past):
    """Tell whether the row says itself that the deadline was moved, to another than is known."""
    return past["deadline"] not in (deadline, past["original"], False, None)


def _ending(state, deadline, past, last):
    """Return the steps from the open ``state`` to the end that the row tells, if it does."""
    target = past["state"]
    if state == target or target not in (*_OVER, "reported"):
        return []
    told = past["ended"] or max(past["as_of"], last)
    found = []
    if target in ("done", "reported") and state != "reported":
        found.append(("report_completion", state, "reported", deadline, told))
        state = "reported"
    if target in _OVER:
        verb = "accept" if target == "done" else _LAST[target][0]
        found.append((verb, state, target, deadline, max(told, last)))
    return found
