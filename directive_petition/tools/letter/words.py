"""What letters and matters are called: the choices of the fields of the room."""

KINDS = [
    ("complaint", "Complaint"),
    ("denunciation", "Denunciation"),
    ("petition", "Petition or reflection"),
]
LEVELS = [("first", "First"), ("second", "Second"), ("further", "Further")]
SOURCES = [
    ("in_person", "Handed in at a reception"),
    ("post", "By post"),
    ("other_agency", "From another agency"),
    ("handed", "Handed over by a person"),
    ("online", "Online"),
    ("phone", "By telephone"),
]
COMPLEXITIES = [("normal", "Normal"), ("complex", "Complex"), ("special", "Specially complex")]
RESULTS = [
    ("right", "Right"),
    ("wrong", "Wrong"),
    ("partly_right", "Partly right"),
    ("upheld", "First decision upheld"),
    ("changed", "First decision changed or annulled"),
]
OF_FIRST_DECISION = ("upheld", "changed")  # there is none before the second level
ROLES = [
    ("complainant", "Complainant"),
    ("denouncer", "Denouncer"),
    ("petitioner", "Petitioner"),
    ("representative", "Representative"),
    ("attorney", "Attorney"),
    ("accused", "Accused"),
    ("complained_of", "Complained of"),
    ("related", "Related person"),
]
# Who speaks in the letter; the others are spoken of, or speak for them.
SIGNERS = ("complainant", "denouncer", "petitioner")  # as the kinds stand
SIGNER_OF = dict(zip([kind for kind, _label in KINDS], SIGNERS, strict=True))
SPOKEN_OF = ("accused", "complained_of", "related")
UNSIGNED = ("online", "phone")  # as it comes
GENDERS = [("female", "Female"), ("male", "Male"), ("other", "Other")]
GROUP_SIZE = 5  # people: from here on reports count a group


def results_at(level):
    """Return how a matter of this ``level`` may be decided.

    >>> results_at("first")
    ['right', 'wrong', 'partly_right']
    >>> len(results_at("second"))
    5
    """
    return [name for name, _label in RESULTS if level != "first" or name not in OF_FIRST_DECISION]


def is_group(count):
    """Tell whether so many people with one content are a group.

    >>> is_group(4), is_group(5)
    (False, True)
    """
    return count >= GROUP_SIZE


def representatives(count):
    """Return how many representatives so many people may appoint: (at least, at most).

    Five to ten people appoint one or two, more of them up to five (Law on Reception, article 29;
    Decree 155/2026/NĐ-CP, article 4).

    >>> representatives(4), representatives(10), representatives(11)
    ((0, 0), (1, 2), (1, 5))
    """
    if not is_group(count):
        return 0, 0
    return (1, 2) if count <= 10 else (1, 5)


# The list of the grounds on which a matter is not accepted: each law has its own.
NOT_ACCEPTING = {
    "complaint": "not_accept",
    "denunciation": "not_accept_denunciation",
    "petition": "not_accept_petition",
}
REFUSING_RECEPTION = "refuse_reception"
TODAY = "context_today().strftime('%Y-%m-%d')"  # as forms say it


def refusal_list(kind):
    """Return the list of the grounds on which a matter of ``kind`` is not accepted.

    >>> refusal_list("denunciation"), refusal_list("petition")
    ('not_accept_denunciation', 'not_accept_petition')
    """
    return NOT_ACCEPTING[kind]


def refusal_domain(field, day):
    """Return the domain of those grounds for a form with the kind of the matter and a day.

    :param field: the field of the form with the kind
    :param day: the field with the day on which they are in force; today where it is empty
    """
    return ground_domain(f"{NOT_ACCEPTING}.get({field})", f"({day} or {TODAY})")


def ground_domain(lists, day=TODAY):
    """Return the domain of the grounds of a list that are in force, for a form.

    >>> ground_domain("'x'", "day")
    "[('list', '=', 'x'), ('valid_from', '<=', day), '|', ('valid_to', '=', False), ('valid_to', '>=', day)]"
    """
    ends = f"'|', ('valid_to', '=', False), ('valid_to', '>=', {day})"
    return f"[('list', '=', {lists}), ('valid_from', '<=', {day}), {ends}]"
