"""The records of the room of invitations."""

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

SECRET = "zqx-secret"


def make(case, made):
    """Return ``{name: record}``, on the participation of agency A in ``made``.

    The meeting is called and the agency sends a substitute, so that answering, agreeing and
    noting attendance are really possible for whoever may.
    """
    made["directive.meeting"].with_user(case.office_user).action_invite()
    row = made["directive.meeting.participation"]
    row.with_user(case.user_a).do_answer("substitute", SECRET, SECRET)
    answers = case.env["directive.meeting.answer"].with_context(directive_workflow=WORKFLOW)
    answer = answers.create(
        {
            "participation_id": row.id,
            "meeting_id": row.meeting_id.id,
            "agency_id": row.agency_id.id,
            "answer": "excused",
            "reason": SECRET,
        }
    )
    replies = case.env["directive.meeting.reply"].with_user(case.user_a)
    reply = replies.create({"participation_id": row.id, "reason": SECRET})
    return {
        "directive.meeting.answer": answer.with_env(case.env),
        "directive.meeting.reply": reply.with_env(case.env),
    }
