"""One inspection of agency A, and its notices."""

from odoo.fields import Command

from odoo.addons.directive_tracking.tests.matrix.records import SECRET


def make(case):
    """Return ``{name: record}``; a name is a model, or a model and a special property."""
    env = case.env
    Inspection = env["directive.example.inspection"].with_user(case.office_user)
    of_a, shared = Inspection.create(
        [
            {"name": SECRET, "place": SECRET, "agency_ids": [Command.set(agencies.ids)]}
            for agencies in (case.agency_a, case.agency_a | case.agency_b)
        ]
    )
    shared.write({"name": "Of both", "place": "Of both"})
    (of_a | shared).action_announce()
    of_a, shared = of_a.with_env(env), shared.with_env(env)
    of_a.message_post(
        body=SECRET, message_type="comment", partner_ids=case.office_user.partner_id.ids
    )
    # Messages and to-dos of one agency are hidden from the other.
    shared.activity_schedule("mail.mail_activity_data_todo", user_id=case.user_a.id, summary=SECRET)
    shared.with_user(case.user_a).message_post(
        body=SECRET, message_type="comment", subtype_xmlid="mail.mt_comment"
    )
    env.flush_all()
    row = env["directive.notice.delivery"].search(
        [("notice_id.res_model", "=", of_a._name), ("notice_id.res_id", "=", of_a.id)],
        order="id",
        limit=1,
    )
    return {
        "directive.example.inspection": of_a,
        "directive.example.inspection: shared": shared,
        "directive.notice: inspection": row.notice_id,
        "directive.notice.delivery: inspection": row,
    }
