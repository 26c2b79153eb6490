"""One record of each model of this addon, belonging only to agency A."""

from odoo.addons.directive_tracking.tools.recipient import Recipient

SECRET = "zqx-secret"  # in records visible to agency A but not to strangers
SETTING = "zqx-setting"  # in data of administrators
PHONE = "0912000777"


def make(case):
    """Return ``{name: record}``; a name is a model, or a model and a special property."""
    return {**_gateway(case), **_messages(case)}


def _gateway(case):
    env = case.env
    case.gateway = env["directive.sms.gateway"].create(
        {
            "name": SETTING,
            "connector": "simulated",
            "price_part": 300,
            "username": SETTING,
            "password": SETTING,
        }
    )
    return {
        "directive.sms.gateway": case.gateway,
        "directive.sms.preset": env["directive.sms.preset"].search([], limit=1),
        "directive.sms.route": env["directive.sms.route"].create({"gateway_id": case.gateway.id}),
        "directive.sms.template": env["directive.sms.template"].search([], limit=1)
        or env["directive.sms.template"].create({"use": "notice", "body": "{number}"}),
        "directive.sms.test": env["directive.sms.test"]
        .with_user(case.admin_user)
        .create({"gateway_id": case.gateway.id})
        .with_env(env),
    }


def _messages(case):
    env = case.env
    people = [Recipient(case.user_a.partner_id.id, case.user_a.id, case.agency_a.id)]
    task = env["directive.task"].search([("name", "=", SECRET)], limit=1)
    env["directive.notice"]._post(
        "task_instructed", task, {task.id: people}, channels=("sms",), occurrence="sms"
    )
    row = env["directive.notice.delivery"].search(
        [("notice_id.task_id", "=", task.id), ("channel", "=", "sms")], limit=1
    )
    message = env["directive.sms.message"].create(
        {
            "request_id": SETTING,
            "gateway_id": case.gateway.id,
            "number": PHONE,
            "text": SECRET,
            "state": "accepted",
            "delivery_ids": [(6, 0, row.ids)],
        }
    )
    return {
        "directive.notice.delivery: sms": row,
        "directive.sms.message": message,
        "directive.sms.report": env["directive.sms.report"].create({
            "gateway_id": case.gateway.id, "message_id": message.id, "number": PHONE,
            "state": "delivered",
        }),
        "directive.sms.reply": env["directive.sms.reply"].create({
            "gateway_id": case.gateway.id, "fingerprint": SETTING, "date": "2026-01-05 00:00:00",
            "sender": PHONE, "text": SECRET, "task_id": task.id,
            "res_model": task._name, "res_id": task.id, "notice_id": row.notice_id.id,
            "partner_id": case.user_a.partner_id.id,
        }),
        "directive.sms.token": env["directive.sms.token"].create({
            "code": "zqxz", "res_model": task._name, "res_id": task.id, "partner_id": case.user_a.partner_id.id,
            "delivery_id": row.id, "date_expires": "2031-01-01 00:00:00",
        }),
        "directive.sms.statistics": env["directive.sms.statistics"].search([], limit=1),
    }  # fmt: skip
