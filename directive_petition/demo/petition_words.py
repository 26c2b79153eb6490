"""Words that many letters of the demo province share."""

LAND, POLICY, OTHER = "KN.1.2", "KN.1.1", "KN.1.3"


def document(number, **more):
    return {"document_number": number, **more}


def person(name, address, role="complainant", **more):
    return {"role": role, "name": name, "address": address, **more}


DECIDED = [
    ("classify", 58, {}),
    ("accept", 55, document("41/TB-UBND")),
    ("verify", 50, {}),
    ("talk", 38, {}),
]
