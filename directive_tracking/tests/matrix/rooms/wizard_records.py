"""One form of each wizard, filled in by a person of agency A, the Office or an administrator."""

from ..marks import SECRET, SETTING


def make(case, task):
    """Return ``{name: record}``."""
    return {
        **_wizards_of_agencies(case, task),
        **_wizards_of_the_office(case, task),
        **_wizards_of_administrators(case),
    }


def _wizards_of_agencies(case, task):
    def of_a(model, **vals):
        return case.env[model].with_user(case.user_a).create(vals).with_env(case.env)

    tasks = [(6, 0, task.ids)]
    said = task.message_ids.filtered(lambda one: one.message_type == "comment")[:1]
    return {
        "directive.message.correction": of_a(
            "directive.message.correction", message_id=said.id, text=SECRET
        ),
        "directive.receipt.book": of_a("directive.receipt.book"),
        "directive.task.delegation": of_a(
            "directive.task.delegation", task_ids=tasks, content=SECRET
        ),
        "directive.task.extension": of_a(
            "directive.task.extension",
            task_ids=tasks,
            reason=SECRET,
            proposed_deadline="2031-01-01",
        ),
        "directive.task.event": of_a("directive.task.event", task_ids=tasks, evidence=SECRET),
        "directive.task.report": of_a(
            "directive.task.report", task_ids=tasks, kind="progress", content=SECRET
        ),
    }


def _wizards_of_the_office(case, task):
    of_office = _of_office(case)
    ack = case.env["directive.notice.acknowledgement"].search([], limit=1)
    return {
        "directive.acknowledgement.call": of_office(
            "directive.acknowledgement.call", acknowledgement_ids=[(6, 0, ack.ids)]
        ),
        **_import_of(of_office),
        **_steps_of_the_office(of_office, case, task),
        **_corrections(case, task),
        "directive.order.board": of_office(
            "directive.order.board", directive_id=task.directive_id.id, task_id=task.id
        ),
        "directive.issue": of_office(
            "directive.issue", directive_ids=[(6, 0, task.directive_id.ids)]
        ),
        "directive.task.batch": of_office(
            "directive.task.batch", directive_id=task.directive_id.id, name=SECRET
        ),
    }


def _of_office(case):
    def of_office(model, **vals):
        return case.env[model].with_user(case.office_user).create(vals).with_env(case.env)

    return of_office


def _steps_of_the_office(of_office, case, task):
    tasks = [(6, 0, task.ids)]
    return {
        "directive.task.series.step": of_office(
            "directive.task.series.step", series_ids=[(6, 0, _a_series(case).ids)], note=SECRET
        ),
        "directive.task.grant": of_office(
            "directive.task.grant", task_ids=tasks, verb="extend", note=SECRET
        ),
        "directive.task.request.answer": of_office(
            "directive.task.request.answer",
            request_ids=[(6, 0, task.request_ids[:1].ids)],
            note=SECRET,
        ),
        "directive.task.decision": of_office(
            "directive.task.decision", task_ids=tasks, verb="return", note=SECRET
        ),
    }


def _corrections(case, task):
    """Return the forms of corrections as they open for each kind of order."""

    def correction(order):
        model = case.env[f"{order._name}.correction"].with_user(case.office_user)
        model = model.with_context(default_order_id=order.id)
        return model.create({"note": SECRET}).with_env(case.env)

    orders = (task, _a_series(case), task.directive_id)
    return {f"{order._name}.correction": correction(order) for order in orders}


def _a_series(case):
    return case.env["directive.task.series"].search([], limit=1)


def _import_of(of_office):
    imported = of_office("directive.import", subject=SECRET)

    def part(model, **vals):
        return of_office(model, import_id=imported.id, **vals)

    return {
        "directive.import": imported,
        "directive.import.line": part("directive.import.line", name=SECRET, deadline_kind="none"),
        "directive.import.left": part("directive.import.left", text=SECRET),
        "directive.import.name": part("directive.import.name", name=SECRET),
    }


def _wizards_of_administrators(case):
    def of_admin(model, sudo=False, **vals):
        Model = case.env[model].with_user(case.admin_user).sudo(sudo)
        return Model.create(vals).with_env(case.env)

    members = of_admin("directive.member.import", file_name=SETTING)
    check = of_admin("directive.sending.check", sudo=True)
    return {
        "directive.calendar.proposal": of_admin("directive.calendar.proposal", year=2031),
        "directive.member.import": members,
        "directive.member.import.line": of_admin(
            "directive.member.import.line", import_id=members.id
        ),
        "directive.province.setup": of_admin("directive.province.setup", province_code="15"),
        "directive.restore.release": of_admin("directive.restore.release"),
        "directive.sending.check": check,
        "directive.sending.check.line": of_admin(
            "directive.sending.check.line",
            sudo=True,
            check_id=check.id,
            severity="error",
            sentence=SETTING,
        ),
    }
