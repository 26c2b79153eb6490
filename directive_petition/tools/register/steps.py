"""The steps of a matter that a row of a register tells: what was done, on which day, with what."""

from .model import DENUNCIATION, PETITION

VERBS = {
    "accepted": "accept",
    "not_accepted": "refuse",
    "transferred": "transfer",
    "guided": "guide",
    "returned": "return",
    "filed": "file",
    "supplement_asked": "ask_supplement",
    "urged": "urge",
    "information_for_inspection": "inform",
    "refused_reception": "file",
}
SENDING = ("transfer", "guide", "inform", "urge")
AFTER_ACCEPTANCE = {
    "verifying": "verify",
    "decided": "decide",
    "suspended": "suspend",
    "terminated": "terminate",
    "withdrawn": "withdraw",
}


def steps_of(record, kind, day=None):
    """Return ``[(verb, day, values)]`` that lead a new matter of ``kind`` to where the row has it.

    :param day: of receipt, where a person corrected that of the file

    >>> import datetime
    >>> from .model import Decision, Paper, Record
    >>> days = [datetime.date(2026, 8, number) for number in (3, 10, 28)]
    >>> row = Record({}, date_received=days[0], outcome="accepted", state="decided",
    ...     document=Paper("5/TB", days[1]), decision=Decision("9/QĐ", days[2], "right"))
    >>> [(verb, day.day) for verb, day, values in steps_of(row, "complaint")]
    [('classify', 3), ('accept', 10), ('decide', 28)]
    >>> [verb for verb, _day, _values in steps_of(Record({}, date_received=days[0]), "petition")]
    []
    """
    start = day or record.date_received
    verb = _verb(record, kind)
    first = _day(start, record.date_accepted if verb == "accept" else None, record.document)
    steps = []
    if verb in ("accept", "refuse"):
        steps.append(("classify", start, {}))
    if verb:
        steps.append((verb, first, _values(record, verb)))
    if verb == "accept":
        steps += _after_acceptance(record, kind, first)
    elif record.state == "withdrawn" and not verb:
        steps.append(("withdraw", start, {}))
    return steps


def _verb(record, kind):
    verb = VERBS.get(record.outcome)
    if verb is None and record.duplicate_of:
        return "file"  # the first letter goes on
    if verb is None and record.state in ("closed", "decided", "terminated", "suspended"):
        return "accept"  # nothing is settled that was not accepted
    if verb == "guide" and kind == DENUNCIATION or verb == "inform" and kind != DENUNCIATION:
        return "transfer"
    return verb


def _day(start, day, paper):
    """Return the first day known, not before the receipt."""
    day = day or (paper.date if paper else None) or start
    return max(day, start)


def _values(record, verb):
    paper = record.document
    values = {"document_number": paper.number, "document_date": paper.date} if paper else {}
    if verb in SENDING and record.forwarded_to:
        values["sent_to_text"] = record.forwarded_to
    return values


def _after_acceptance(record, kind, first):
    decision = record.decision
    last = _day(first, None, decision)
    told = {"document_number": decision.number, "document_date": decision.date} if decision else {}
    result = {"result": decision.result} if decision and decision.result else {}
    if record.state == "closed":
        closed = [("decide", last, told | result)]
        return [*closed, ("close", last, {})] if kind == PETITION or result else closed
    verb = AFTER_ACCEPTANCE.get(record.state)
    if verb is None:
        return []
    if verb == "decide":
        return [(verb, last, told | result)]
    return [(verb, last if verb == "terminate" else first, {})]
