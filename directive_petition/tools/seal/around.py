"""Which rows hang on a letter: what is told by names and values alone."""

import json
import re

# Models of the machine: what stands there is no text about a letter. Files are.
TECHNICAL = ("ir.", "res.", "base", "bus.", "discuss.")
FILES = "ir.attachment"


def is_technical(model):
    """Tell whether rows of ``model`` say nothing of the record that they name.

    >>> is_technical("ir.model.data"), is_technical("ir.attachment"), is_technical("calendar.event")
    (True, False, False)
    """
    return model.startswith(TECHNICAL) and model != FILES


def ids_named(value):
    """Return the ids in a value that names records: one id, or several in a text.

    >>> ids_named(7), ids_named("[7, 12]"), ids_named("0"), ids_named(False), ids_named(True)
    ([7], [7, 12], [], [], [])
    """
    if isinstance(value, str):
        return [int(one) for one in re.findall(r"\b[1-9]\d{0,15}\b", value)]
    return [value] if isinstance(value, int) and not isinstance(value, bool) and value else []


def decoded(text):
    r"""Return what a text in JSON says, sign by sign, or the text itself.

    >>> decoded('{"body": "Tr\\u00e1ng"}'), decoded("Hà")
    ('{"body": "Tráng"}', 'Hà')
    """
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except (TypeError, ValueError):
        return text or ""


def keeps_plain_file(model, vals):
    """Tell whether a row of Odoo's own import would keep a file that may name who denounces.

    It stores the file as it is for half a day; `petition.register.import` seals it.

    >>> keeps_plain_file("base_import.import", {"res_model": "petition.letter"})
    True
    >>> keeps_plain_file("base_import.import", {"res_model": "directive.agency"})
    False
    """
    target = str(vals.get("res_model") or "")
    return model == "base_import.import" and target.startswith("petition.")
