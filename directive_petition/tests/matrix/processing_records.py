"""The records of the room of processing: papers, dialogues, withdrawals and tasks of a matter."""

from datetime import date, timedelta

from odoo.fields import Command

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from .letter_records import SECRET, SETTING


def make(case, made):
    """Return ``{name: record}`` for matters of agency A."""
    env, staff, head = case.env, case.people["responder"], case.people["head"]
    letter = made["petition.letter"]
    matter = _accepted(case, letter)
    today = env["directive.settings"]._today()
    papers = env["petition.document"].with_user(staff)
    paper = {"matter_id": matter.id, "kind": "return_slip", "body": SECRET, "reason": SECRET}
    dialogue = {"matter_id": matter.id, "day": today + timedelta(days=9), "place": SECRET}
    withdrawal = {"matter_id": matter.id, "person_ids": letter.person_ids.ids, "part": SECRET}
    dialogues = env["petition.dialogue"].with_user(staff)
    withdrawn = (
        env["petition.withdrawal"].with_user(staff).create({**withdrawal, "is_whole": False})
    )
    asides = env["petition.withdrawal.setting.aside"].with_user(head)
    givings = env["petition.task.giving"].with_user(head)
    issued = papers.create({**paper, "kind": "dialogue_minutes", "number": SECRET})
    issued.action_issue()
    return {
        **_of_the_system(case, matter),
        "petition.document": papers.create(paper).with_env(env),
        "petition.document: issued": issued.with_env(env),
        "petition.dialogue": dialogues.create(dialogue).with_env(env),
        "petition.withdrawal": withdrawn.with_env(env),
        "petition.withdrawal.setting.aside": asides.create(
            {"withdrawal_id": withdrawn.id, "reason": SECRET}
        ).with_env(env),
        "petition.task.giving": givings.create(
            {
                "matter_id": matter.id,
                "number": SECRET,
                "issuer_id": case.issuer.id,
                "name": SECRET,
                "lead_agency_id": case.agency_a.id,
                "coordinating_agency_ids": [Command.set([])],
            }
        ).with_env(env),
    }


def _of_the_system(case, matter):
    """Return what the system tells of ``matter``, and data of the law."""
    env, law = case.env, {"name": SETTING, "citation": SETTING, "valid_from": "2026-07-01"}
    above = env["petition.overdue"].with_context(directive_workflow=WORKFLOW)
    told = above._prepare(matter.clock_ids[:1], case.agency_a._above_in_petitions())
    area = {"agency_id": case.commune_x.id, "date_from": "2026-07-01", "source": SETTING}
    return {
        "petition.overdue": above.create(told).with_env(env),
        "petition.reception.month": _month_told(case),
        "petition.remote.area": env["petition.remote.area"].create(area),
        "petition.file.entry": env["petition.file.entry"].create(
            {**law, "kind": "complaint", "code": "z"}
        ),
    }


def _month_told(case):
    """Return a month that is over, in which the head of agency A received nobody."""
    months = case.env["petition.reception.month"].with_context(directive_workflow=WORKFLOW)
    vals = {"days_asked": 1, "days_kept": 0, "is_over": True}
    return months._noted(months, case.agency_a, date(2026, 11, 1), vals).with_env(case.env)


def _accepted(case, letter):
    """Return a complaint of ``letter`` that the head of agency A has accepted."""
    matters = case.env["petition.matter"].with_user(case.people["responder"])
    subject = case.env["petition.subject"].search([("kind", "=", "complaint")], limit=1)
    matter = matters.create(
        {
            "letter_id": letter.id,
            "kind": "complaint",
            "subject_id": subject.id,
            "content": SECRET,
        }
    )
    matter._take_step("classify", {})
    matter.with_user(case.people["head"])._take_step("accept", {"document_number": SECRET})
    return matter.with_env(case.env)
