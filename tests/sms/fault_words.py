"""The faults of a provider, in the words of the table that people read."""

# Words of the simulator for what a provider does, before or after it took the message.
_WORDS = {
    "hang": "no answer at all",
    "reset": "cuts the connection",
    "close": "ends the connection without an answer",
    "kill": "our sender is killed while it waits",
    "half_body": "half an answer",
    "html": "a page instead of an answer",
    "status": "answers with the error {}",
    "code": "answers “{}”",
}
_MOMENTS = {"before": "before it takes the message", "after": "after it took the message"}


def in_words(fault):
    """Return a fault as a person says it.

    >>> in_words("hang_before"), in_words("status_after:502")
    ('no answer at all, before it takes the message', 'answers with the error 502, after it took the message')
    >>> in_words("status:429"), in_words("code:Busy"), in_words("html")
    ('answers with the error 429', 'answers “Busy”', 'a page instead of an answer')
    >>> in_words("killed: claimed")
    'killed: claimed'
    """
    name, _colon, detail = fault.partition(":")
    moments = [moment for moment in _MOMENTS if name.endswith(f"_{moment}")]
    known = name.removesuffix(f"_{moments[0]}") if moments else name
    if known not in _WORDS:
        return fault
    return ", ".join([_WORDS[known].format(detail), *(_MOMENTS[one] for one in moments)])
