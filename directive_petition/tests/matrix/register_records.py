"""The records of the room of registers."""

from .letter_records import SECRET, SETTING


def make(case):
    """Return ``{name: record}``: an import with a row, an export, a column and a code."""
    env, head = case.env, case.people["head"]
    own = {"agency_id": case.agency_a.id}
    taken = env["petition.register.import"].with_user(head).create({**own, "file_name": SECRET})
    matters = env["petition.matter"].browse()
    today = env["directive.settings"]._today()
    log = env["petition.export.log"].with_user(head)
    log = log._note(case.agency_a, today, today, matters).with_env(env)
    line = {"import_id": taken.id, "number": "1", "content": SECRET, "people": SECRET}
    return {
        "petition.register.import": taken.with_env(env),
        "petition.register.import.line": taken._filling()
        .env["petition.register.import.line"]
        .create(line)
        .with_env(env),
        "petition.export": env["petition.export"].with_user(head).create(own).with_env(env),
        "petition.export.log": log,
        "petition.export.field": env["petition.export.field"].create({"name": SETTING}),
        "petition.export.code": env["petition.export.code"].create(
            {"value": "kind", "own": SETTING, "label": SETTING}
        ),
    }
