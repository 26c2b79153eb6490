"""A load of past tasks with one row of agency A, and a preview of the Office's specialist."""

from odoo import fields

from ....tools.workflow import WORKFLOW


def make(case, task, secret):
    """Return ``{name: record}``."""
    load = case.env["directive.history.load"].with_context(directive_workflow=WORKFLOW)
    load = load.create(
        {
            "name": "so-theo-doi.xlsx",
            "user_id": case.office_user.id,
            "date": fields.Datetime.now(),
            "state": "loaded",
            "account": secret,
        }
    ).with_env(case.env)
    row = case.env["directive.history.row"].create(
        {
            "load_id": load.id,
            "task_id": task.id,
            "key": secret,
            "place": secret,
            "date_loaded": "2026-01-05",
        }
    )
    return {
        "directive.history.load": load,
        "directive.history.row": row,
        "directive.history.file": case.env["directive.history.file"].create(
            {"load_id": load.id, "name": secret, "content": b"eA=="}
        ),
        **_preview(case, secret),
    }


def _preview(case, secret):
    def of_office(model, **vals):
        model = case.env[model].with_user(case.office_user)
        return model.with_context(directive_workflow=WORKFLOW).create(vals).with_env(case.env)

    preview = of_office("directive.history.import", account=secret)
    parts = {
        "file": {"name": secret, "file": b"eA=="},
        "line": {"name": secret},
        "name": {"name": secret},
    }
    return {
        "directive.history.import": preview,
        **{
            f"directive.history.import.{part}": of_office(
                f"directive.history.import.{part}", import_id=preview.id, **vals
            )
            for part, vals in parts.items()
        },
    }
