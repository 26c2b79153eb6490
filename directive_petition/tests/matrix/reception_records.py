"""The records of the room of reception."""

from odoo.fields import Command

from .letter_records import SECRET, SETTING


def make(case):
    """Return ``{name: record}``: visits of agency A, its session and its forms."""
    visit, over = _visit(case), _visit(case, content=f"{SECRET} again")
    over._end("refused", ground_id=_written_ground(case).id, refusal_reason=SECRET)
    refusal = over.document_ids.filtered(lambda one: one.kind == "refusal")
    session = _session(case)
    return {
        "petition.visit": visit.with_env(case.env),
        "petition.visit: over": over.with_env(case.env),
        "petition.visit.document": refusal.with_env(case.env),
        "petition.person: desk": visit.person_ids.with_env(case.env),
        "petition.paper: desk": visit.paper_ids.with_env(case.env),
        "petition.session": session.with_env(case.env),
        "petition.session.point": session.point_ids.with_env(case.env),
        "petition.session.step": _trail(session),
        "petition.reception.duty": case.env["petition.reception.duty"].create(
            {
                "level": "commune",
                "days": 9,
                "valid_from": "2001-01-01",
                "valid_to": "2001-12-31",
                "source": SETTING,
            }
        ),
        **_forms(case, visit, refusal, session),
    }


def entered(case):
    """Return the values of another point of a session of agency A."""
    values = {"session_id": _session(case).id, "text": SECRET}
    return {"petition.session.point": values}


def _visit(case, **vals):
    visits = case.env["petition.visit"].with_user(case.people["responder"])
    values = {
        "agency_id": case.agency_a.id,
        "visitor_name": SECRET,
        "kind": "complaint",
        "content": SECRET,
        "object_text": SECRET,
        "paper_ids": [Command.create({"name": SECRET})],
        **vals,
    }
    return visits.create(values)


def _written_ground(case):
    return case.env.ref("directive_petition.ground_refuse_reception_3")


def _session(case):
    sessions = case.env["petition.session"].with_user(case.people["responder"])
    values = {"agency_id": case.agency_a.id, "date": "2030-12-12", "kind": "unscheduled"}
    point = {"text": SECRET, "lead_agency_id": case.agency_a.id}
    return sessions.create(
        {
            **values,
            "head_name": SECRET,
            "topics": SECRET,
            "point_ids": [Command.create(point)],
        }
    )


def _trail(session):
    """Return the step in the trail of ``session`` that agency A has taken."""
    session.env["petition.session.step"]._append(session, "not_held", SECRET)
    return session.step_ids.sudo()


def _forms(case, visit, refusal, session):
    env = case.env["petition.visit"].with_user(case.people["responder"]).env
    head = case.env["petition.refusal.issuing"].with_user(case.people["head"])
    forms = {
        "petition.visit.ending": env["petition.visit.ending"].create(
            {"visit_id": visit.id, "outcome": "answered", "answer": SECRET}
        ),
        "petition.visit.reopening": env["petition.visit.reopening"].create(
            {"visit_id": refusal.visit_id.id, "reason": SECRET}
        ),
        "petition.session.moving": env["petition.session.moving"].create(
            {"session_id": session.id, "date": "2030-12-19", "reason": SECRET}
        ),
        "petition.session.taking.back": env["petition.session.taking.back"].create(
            {"session_id": session.id, "reason": SECRET}
        ),
        "petition.reception.book": env["petition.reception.book"].create(
            {"agency_id": case.agency_a.id}
        ),
        "petition.refusal.issuing": head.create({"document_id": refusal.id, "number": SECRET}),
    }
    return {name: form.with_env(case.env) for name, form in forms.items()}
