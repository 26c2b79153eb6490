"""A report asked of agency A once, filled in by it, and another one that is still a draft."""

from odoo import Command


def make(case, secret):
    """Return ``{name: record}``: the report with its round, answer and lines, and what they leave."""
    Inquiry = case.env["directive.inquiry"].with_user(case.office_user)
    vals = {
        "name": secret,
        "note": secret,
        "date_from": "2026-01-15",
        "date_to": "2026-02-14",
        "agency_ids": [Command.set(case.agency_a.ids)],
        "question_ids": [Command.create({"name": secret})],
    }
    issued, draft = Inquiry.create([vals, {**vals, "name": f"{secret} draft"}])
    issued.action_issue()
    answer = issued.round_ids.answer_ids
    for text in (secret, f"{secret} again"):
        answer.line_ids.with_user(case.user_a).write({"value": text})
    Load = case.env["directive.inquiry.load"]
    note = case.env["directive.inquiry.note"].with_user(case.office_user)
    records = {
        "directive.inquiry": issued,
        "directive.inquiry: draft": draft,
        "directive.inquiry.question": issued.question_ids,
        "directive.inquiry.question: draft": draft.question_ids,
        "directive.inquiry.round": issued.round_ids,
        "directive.inquiry.answer": answer,
        "directive.inquiry.answer: submitted": _submitted(case, Inquiry, vals, secret),
        "directive.inquiry.line": answer.line_ids,
        "directive.inquiry.entry": answer.entry_ids,
        "directive.inquiry.step": answer.step_ids[:1],
        "directive.inquiry.load": Load._of_this_week(case.agency_a),
        "directive.inquiry.note": note.create({"answer_ids": answer.ids, "note": secret}),
    }
    return {name: record.with_env(case.env) for name, record in records.items()}


def _submitted(case, Inquiry, vals, secret):
    question = {"name": "Anything else?", "is_required": False}
    asked = Inquiry.create({**vals, "question_ids": [Command.create(question)]})
    asked.action_issue()
    answer = asked.round_ids.answer_ids.with_user(case.user_a)
    answer.line_ids.write({"comment": secret})
    answer.action_submit()
    return answer
