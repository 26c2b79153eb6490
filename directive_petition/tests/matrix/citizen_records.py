"""The records of the room of citizens."""

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.citizen.filing import Filing
from .letter_records import SECRET


def make(case, made):
    """Return ``{name: record}``."""
    env, matter = case.env, made["petition.matter"]
    env["petition.receipt"]._issue(made["petition.letter"])
    typed = Filing("petition", str(case.agency_a.id), SECRET, content=SECRET, email="a@b.vn")
    filing = env["petition.filing"]._begin(typed)
    env["petition.filing.file"]._add(filing, "a.png", b"\x89PNG\r\n\x1a\n")
    ratings = env["petition.rating"].with_context(directive_workflow=WORKFLOW)
    good = {**ratings._prepare(matter, "good", SECRET), "handler_id": False}
    other = made["petition.matter: sent"]
    poor = {**ratings._prepare(other, "poor", SECRET), "handler_id": False}
    paper = env["petition.document"].with_context(directive_workflow=WORKFLOW)
    paper = paper.create(
        {"matter_id": matter.id, "kind": "resolving_decision", "body": SECRET, "state": "issued"}
    )
    form = env["petition.document.showing"].with_user(case.people["responder"])
    return {
        "petition.receipt": env["petition.receipt"].search(
            [("letter_id", "=", made["petition.letter"].id)]
        ),
        "petition.filing": filing,
        "petition.filing.file": filing.file_ids,
        "petition.rating": ratings.create(good).with_env(env),
        "petition.rating: poor": ratings.create(poor).with_env(env),
        "petition.document.showing": form.create({"document_id": paper.id}).with_env(env),
    }
