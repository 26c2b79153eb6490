"""The records of the room of letters."""

from odoo.fields import Command

SECRET = "zqx-secret"  # in records visible to agency A but not to strangers
SETTING = "zqx-setting"  # in catalogues, which are everybody's who works with petitions


def make(case):
    """Return ``{name: record}``."""
    letter, matter = _letter(case)
    letter_id, env = letter.id, case.env
    sent = _matter(case, letter_id)
    document = {"sent_to_id": case.commune_x.id, "document_number": SECRET, "reason": SECRET}
    sent.with_user(case.people["head"])._take_step("transfer", document)
    form = env["petition.matter.stepping"].with_user(case.people["responder"])
    return {
        **_catalogues(case),
        "petition.letter": letter,
        "petition.person": letter.person_ids,
        "petition.paper": letter.paper_ids,
        "petition.matter": matter,
        "petition.matter: sent": sent,
        "petition.step": matter.step_ids,
        "petition.step: sent": sent.step_ids,
        "petition.matter.stepping": form.create(
            {"matter_id": matter.id, "verb": "file", "reason": SECRET}
        ).with_env(env),
    }


def _catalogues(case):
    env = case.env
    subject = env["petition.subject"].create({"name": SETTING, "code": SETTING})
    ground = {"list": "not_accept", "code": SETTING, "name": SETTING, "citation": SETTING}
    pattern = {"numbered": "letter", "pattern": "{n}/{year}/A", "agency_id": case.agency_a.id}
    return {
        "petition.subject": subject,
        "petition.criterion": env["petition.criterion"].search([], limit=1),
        "petition.ground": env["petition.ground"].create({**ground, "valid_from": "2026-07-01"}),
        "petition.numbering": env["petition.numbering"].create(pattern),
        "petition.counter": env["petition.counter"].search(
            [("agency_id", "=", case.agency_a.id), ("numbered", "=", "letter")]
        ),
    }


def _letter(case):
    """Return a letter of agency A with its person and its paper, and its matter in hand."""
    letters = case.env["petition.letter"].with_user(case.people["responder"])
    letter = letters.create(
        {
            "agency_id": case.agency_a.id,
            "content": SECRET,
            "person_ids": [Command.create({"name": SECRET, "id_number": SECRET})],
            "paper_ids": [Command.create({"name": SECRET})],
        }
    ).with_env(case.env)
    matter = _matter(case, letter.id)
    matter.with_user(case.people["responder"])._take_step("classify", {"reason": SECRET})
    return letter, matter


def _matter(case, letter_id):
    matters = case.env["petition.matter"].with_user(case.people["responder"])
    values = {"kind": "complaint", "content": SECRET, "object_text": SECRET}
    return matters.create({"letter_id": letter_id, **values}).with_env(case.env)
