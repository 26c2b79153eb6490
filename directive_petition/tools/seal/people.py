"""Who in a letter is sealed, and how they are called instead.

Sealed are the name, address, contact and other personal data of whoever denounces, from receipt to
archive (Law on Denunciations 25/2018/QH14, articles 9, 47 and 56): all who stand behind a letter with
a denunciation. Whom it accuses is named openly.
"""

OPEN_ROLES = ("accused", "complained_of")
# What of a person stays open; all else that is stored of them leaves their record for the seal.
OPEN_FIELDS = {
    *("sequence", "role", "is_representative", "date_withdrawn", "is_sealed", "is_lifted"),
    *("letter_id", "visit_id"),
}
SEALED_KIND = "denunciation"
TEXT = "text"
FILE = "file"
PERSON = "identity"
KINDS = [(PERSON, "Identity"), (TEXT, "Text"), (FILE, "Original")]
DAYS_OF_A_GRANT = 30
MOST_DAYS = 90
# Only code of this process can have this object: it tells that the letter being made is sealed.
SEALING = object()
HITS_A_DAY = 5  # texts with sealed words, before somebody is no longer believed to have erred


def is_sealed_role(role):
    """Tell whether a person with this role is sealed.

    >>> is_sealed_role("denouncer"), is_sealed_role("attorney"), is_sealed_role("accused")
    (True, True, False)
    """
    return role not in OPEN_ROLES


def place_of(model, record_id):
    """Return the place to which something sealed is bound.

    >>> place_of("petition.person", 12)
    'petition.person,12'
    """
    return f"{model},{record_id}"


def split(vals, names):
    """Return ``(identity, rest)`` of the values of a person.

    :param names: of the fields that are sealed

    >>> split({"name": "Lý A Sì", "role": "denouncer", "phone": False}, {"name", "phone"})
    ({'name': 'Lý A Sì'}, {'role': 'denouncer'})
    """
    identity = {name: vals[name] for name in vals if name in names and vals[name]}
    return identity, {name: value for name, value in vals.items() if name not in names}


def framed(name, content):
    """Return a file as it is sealed, its name before its content.

    >>> unframed(framed("đơn.pdf", b"%PDF"))
    ('đơn.pdf', b'%PDF')
    """
    head = (name or "").encode()[:255]
    return bytes([len(head)]) + head + content


def unframed(sealed):
    """Return ``(name, content)`` of what :func:`framed` made."""
    size = sealed[0]
    return sealed[1:][:size].decode("utf-8", "replace"), sealed[1 + size :]
