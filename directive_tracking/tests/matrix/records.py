"""One record of each model of this addon, belonging only to agency A."""

from ...tools.recipient import Recipient
from .marks import PHONE, SECRET, SETTING
from .rooms import (
    evaluation_records,
    evidence_records,
    forms_records,
    history_records,
    inquiry_records,
    restore_records,
    wizard_records,
)


def make(case):
    """Return ``{name: record}``; a name is a model, or a model and a special property."""
    order = case.make_directive(number=f"1/{SECRET}", subject=SECRET)
    carrying_out = case.make_directive(superior_id=order.id)
    task = case.make_rich_task(
        directive_id=carrying_out.id, name=SECRET, coordinators=case.commune_x, point=SECRET
    )
    return {
        **_documents(case, task, order),
        **_chasing(case, task),
        **_coordination(case, task),
        **_notices(case, task),
        **_catalogue(case),
        **wizard_records.make(case, task),
        **evidence_records.make(case, task, SECRET),
        **evaluation_records.make(case, task, SECRET),
        **forms_records.make(case),
        **inquiry_records.make(case, SECRET),
        **_reorganisations(case),
        **restore_records.make(case),
        **history_records.make(case, task, SECRET),
        **_hanging_on(task),
        **_bulk(case, task),
        **_figures(case),
    }


def calls(case):
    """Return ``{(model, method): arguments}``: what services answer of agency A."""
    home, comparison = "directive.home", "directive.comparison"
    section = {"role": "leader", "name": "glance"}
    return {
        (home, "read_page"): {},
        (home, "read_section"): section,
        (home, "open_number"): {**section, "opens": ["total"]},
        (home, "mark_seen"): {"moment": "2026-11-18 04:00:00"},
        (comparison, "standings"): {},
        (comparison, "switch_places"): {"shown": True},
        (comparison, "tasks"): {
            "kind": None,
            "day": None,
            "column": "n",
            "agency_id": case.agency_a.id,
        },
        ("directive.rating", "read_period"): {"period": "2026-10"},
    }


def _figures(case):
    """Return all that is kept of the figures of agency A, and a change that is not added up yet."""
    names = ("change", "sum", "open", "past", "touch")
    change, kept, opened, past, touch = (case.env[f"directive.figures.{one}"] for one in names)
    case.make_task(state="closed", name=SECRET)
    lead, today = ("key", "=", str(case.agency_a.id)), case.env["directive.settings"]._today()
    kept._cron_add_up()  # sums, and the open tasks
    past._remember(today.replace(day=1), today)
    case.make_task(state="closed", name=SECRET)
    case.env.flush_all()
    return {
        change._name: change.search([], order="id desc", limit=1),
        kept._name: kept.search([("dimension", "=", "agency"), lead], limit=1),
        opened._name: opened.search([lead], limit=1),
        past._name: past.search([lead], limit=1),
        touch._name: touch.create({"day": today}),
    }


def _bulk(case, task):
    """Return a step on many tasks that the Office took, among them one of agency A, and its form."""
    office = task.with_user(case.office_user)
    action = office.action_open_bulk()
    form = office.env[action["res_model"]].browse(action["res_id"])
    form.write({"step": "unstar", "note": SECRET})
    form.action_start()
    bulk = form.bulk_id.with_env(case.env)
    return {
        "directive.task.bulk": bulk,
        "directive.task.bulk.line": bulk.line_ids,
        "directive.task.bulk.start": form.with_env(case.env),
    }


def _documents(case, task, order):
    of = {"directive_id": task.directive_id.id}
    child = case.make_task(case.agency_below, parent_id=task.id, name=f"{SECRET} below", **of)
    team = case.make_agency("Team below A", kind="unit", parent_id=case.agency_below.id)
    deep = case.make_task(team, parent_id=child.id, name=f"{SECRET} deep", **of)
    draft = case.make_task(state="draft", name=f"{SECRET} draft", **of)
    return {
        **_shared_with_b(case, order),
        **_periodic(case, task),
        **_alike(case, task),
        **_former(case, task),
        "directive.directive": task.directive_id,
        "directive.directive: draft": order,
        "directive.task": task,
        "directive.task: delegated": child,
        "directive.task: part of a part": deep,
        "directive.task: draft": draft,
        "directive.statistics": case.env["directive.statistics"].browse(task.id),
        "directive.task.progress": task.progress_ids[0],
        "directive.task.request": task.request_ids[0],
        "directive.transition": task.transition_ids[0],
    }


def _chasing(case, task):
    env = case.env
    office, leader, mine = case.office_user, case.leader_user, case.user_a
    late = case.make_task(state="in_progress", deadline="2026-01-02", name=f"{SECRET} late")
    issued = late.with_user(office)._chase("warning", SECRET)
    draft = late.with_user(office)._draft_chasers("ultimatum", SECRET)
    late.with_user(leader).action_request_explanation(SECRET)
    asked = late.explanation_ids
    Chase, Withdrawal = (
        env[f"directive.{name}"].with_user(office) for name in ("chase", "chase.withdrawal")
    )
    answer = env["directive.explanation.answer"].with_user(mine)
    return {
        "directive.chaser": issued.with_env(env),
        "directive.chaser: draft": draft.with_env(env),
        "directive.chaser.line": issued.line_ids.with_env(env),
        "directive.chaser.counter": env["directive.chaser.counter"].search([], limit=1),
        "directive.explanation": asked.with_env(env),
        "directive.chase": Chase.create({"task_ids": late.ids, "note": SECRET}).with_env(env),
        "directive.chase.withdrawal": Withdrawal.create(
            {"chaser_ids": issued.ids, "note": SECRET}
        ).with_env(env),
        "directive.explanation.answer": answer.create(
            {"explanation_id": asked.id, "text": SECRET}
        ).with_env(env),
    }


def _coordination(case, task):
    """Return what the coordinating agency of ``task`` owes, and the forms about it."""
    part = task.coordination_ids
    part.with_user(case.user_a).action_set_duty({"duty": SECRET})
    question = {"question": SECRET, "date_deadline": "2031-01-01", "task_id": task.id}
    asking = case.env["directive.task.opinion"].with_user(case.user_a)
    opinion = asking.create({**question, "agency_id": case.commune_x.id}).with_env(case.env)

    def form(model, **vals):
        return case.env[model].with_user(case.user_a).create(vals).with_env(case.env)

    return {
        "directive.task.coordination": part,
        "directive.task.opinion": opinion,
        "directive.coordination.statistics": case.env["directive.coordination.statistics"].search(
            [("task_id", "=", task.id), ("kind", "=", "opinion")]
        ),
        "directive.coordination.duty": form(
            "directive.coordination.duty", coordination_ids=[(6, 0, part.ids)], note=SECRET
        ),
        "directive.opinion.question": form(
            "directive.opinion.question", agency_ids=[(6, 0, case.commune_x.ids)], **question
        ),
        "directive.opinion.answer": form(
            "directive.opinion.answer", opinion_id=opinion.id, answer="remarks", answer_text=SECRET
        ),
    }


def _periodic(case, task):
    """Return the series and the first occurrence of periodic work of agency A."""
    first = case.make_task(
        directive_id=task.directive_id.id,
        name=f"{SECRET} periodic",
        deadline_kind="periodic",
        frequency="monthly",
    )
    return {
        "directive.task.series": first.series_id,
        "directive.task.occurrence": first.series_id.occurrence_ids,
    }


def _alike(case, task):
    """Return the decision about two similar tasks of agency A, and the form that asks for it."""
    office = case.office_user
    draft = case.make_task(state="draft", name=SECRET, directive_id=task.directive_id.id)
    draft.with_user(office).action_link(task.id)
    check = case.env["directive.likeness.check"].with_user(office).create(
        {"line_ids": [(0, 0, {"task_id": draft.id, "other_id": task.id})]}
    )  # fmt: skip
    return {
        "directive.task.likeness": draft.likeness_ids,
        "directive.likeness.check": check.with_env(case.env),
        "directive.likeness.line": check.line_ids.with_env(case.env),
    }


def _former(case, task):
    """Return what agency A would keep of the task if another agency got it."""
    kept = case.env["directive.task.former"]._keep(task, SECRET).sudo(False)
    return {"directive.task.former": kept, "directive.task.former.line": kept.line_ids[:1]}


def _shared_with_b(case, superior):
    """Return a directive with tasks of both agencies, which must not learn of each other's."""
    shared = case.make_directive(number="2/UBND", superior_id=superior.id)
    case.make_task(case.agency_b, directive_id=shared.id, name="The task of B")
    mine = case.make_rich_task(directive_id=shared.id, name=f"{SECRET} beside B")
    return {"directive.directive: shared": shared, "directive.task: beside B": mine}


def _notices(case, task):
    env = case.env
    people = [Recipient(case.user_a.partner_id.id, case.user_a.id, case.agency_a.id)]
    env["directive.notice"]._post(
        "task_instructed", task, {task.id: people}, wants_ack=True, note=SECRET
    )
    notice = env["directive.notice"].search([("task_id", "=", task.id)], order="id desc", limit=1)
    broadcast = _broadcast(case)
    recipient = env["directive.notice.recipient"].create({"partner_id": case.user_a.partner_id.id})
    answer = notice.delivery_ids[:1].sudo()._answer("comment", SECRET)
    return {
        "directive.notice": notice,
        "directive.notice.delivery": notice.delivery_ids[0],
        "directive.notice.acknowledgement": env["directive.notice.acknowledgement"].search(
            [("notice_id", "=", notice.id)]
        ),
        "directive.notice.answer": answer,
        "directive.notice.statistics": env["directive.notice.statistics"].browse(
            notice.delivery_ids[0].id
        ),
        "directive.notice.recipient": recipient,
        "directive.notice.preference": env["directive.notice.preference"].search(
            [("partner_id", "=", case.user_a.partner_id.id)], limit=1
        )
        or _preference(recipient),
        **broadcast,
    }


def _preference(recipient):
    kind = recipient.env["directive.notice.preference"]._fields["kind"]
    first = kind._description_selection(recipient.env)[0][0]
    recipient.preference_ids = [(0, 0, {"kind": first})]
    return recipient.preference_ids


def _broadcast(case):
    vals = {
        "name": SECRET,
        "body": SECRET,
        "audience": "responders",
        "agency_ids": [(6, 0, case.agency_a.ids)],
    }
    Broadcast = case.env["directive.broadcast"].with_user(case.office_user)
    sent, draft, shared = Broadcast.create([dict(vals), dict(vals), dict(vals)])
    shared.write(
        {
            "name": "To both",
            "body": "To both",
            "agency_ids": [(6, 0, (case.agency_a | case.agency_b).ids)],
            # Told to agencies that do not see the task it is about.
            "cause_model": "directive.task",
            "cause_id": case.env["directive.task"].search([("name", "=", SECRET)], limit=1).id,
        }
    )
    (sent | shared).action_send()
    shared.sudo().activity_schedule(
        "mail.mail_activity_data_todo", user_id=case.user_b.id, summary="To do of B"
    )
    withdrawal = case.env["directive.broadcast.withdrawal"].with_user(case.office_user)
    return {
        "directive.broadcast": sent.with_env(case.env),
        "directive.broadcast: draft": draft.with_env(case.env),
        "directive.broadcast: shared": shared.with_env(case.env),
        "directive.broadcast.withdrawal": withdrawal.create(
            {"broadcast_id": sent.id, "note": SECRET}
        ),
    }


def _catalogue(case):
    env = case.env
    case.user_a.partner_id.phone = PHONE
    return {
        "directive.agency": case.agency_a,
        "directive.agency.alias": env["directive.agency.alias"].create(
            {"agency_id": case.agency_a.id, "name": "Another spelling of A"}
        ),
        "directive.agency.group": env["directive.agency.group"].create(
            {"name": SETTING, "agency_ids": [(6, 0, case.agency_a.ids)]}
        ),
        "directive.agency.member": env["directive.agency.member"].search(
            [("user_id", "=", case.user_a.id)]
        ),
        "directive.calendar.day": env["directive.calendar.day"].create(
            {"date": "2031-05-05", "name": "A day", "kind": "off"}
        ),
        "directive.difficulty.cause": env["directive.difficulty.cause"].create({"name": "A cause"}),
        "directive.document.type": env["directive.document.type"].create({"name": "A type"}),
        "directive.duty": env["directive.duty"].create(
            {
                "user_id": case.office_user.id,
                "date_from": "2031-05-05 00:00:00",
                "date_to": "2031-05-06 00:00:00",
            }
        ),
        "directive.escalation.step": env["directive.escalation.step"].create(
            {"urgency": "express_timed", "minutes": 777, "action": "email"}
        ),
        "directive.field": env["directive.field"].create({"name": "A field"}),
        "directive.health": env["directive.health"].search([], limit=1)
        or env["directive.health"].create({}),
        "directive.home.visit": _visit_of(case.people["leader"]),
        "directive.password.request": env["directive.password.request"].create({"login": SETTING}),
        "directive.issuer": env["directive.issuer"].create({"name": "An issuer"}),
        "directive.notice.floor": env["directive.notice.floor"].search([], limit=1),
        "directive.reminder.rule": env["directive.reminder.rule"].search([], limit=1),
        **_people_at_work(case),
    }


def _visit_of(user):
    """Return the last visit of ``user`` to their home page."""
    Visit = user.env["directive.home.visit"].with_user(user)
    Visit._open()
    return Visit.search([]).sudo().with_user(user.env.user)


def _people_at_work(case):
    """Return who stands in for the responder, and the work one officer has given to another."""
    posts = [
        user.sudo().directive_member_ids[:1].id for user in (case.user_a, case.people["officer"])
    ]
    days = {"date_from": "2031-05-05", "date_to": "2031-05-06"}
    officer = case.people["officer"]
    people = {"from_id": officer.id, "to_id": case.head_a.id}
    case.make_task()._restore_history({"officer_ids": [(6, 0, officer.ids)]})
    return {
        "directive.standin": case.env["directive.standin"].create(
            {"absent_id": posts[0], "standin_id": posts[1], "reason": SETTING, **days}
        ),
        "directive.officer.handover": case.env["directive.officer.handover"].create(
            {"agency_id": case.agency_a.id, "reason": SETTING, **people}
        ),
    }


def _reorganisations(case):
    """Return a split that is still a draft, with its preview, and one that is said to be done."""
    Reorganisation = case.env["directive.reorganisation"].with_user(case.admin_user)
    line = {"agency_id": case.agency_a.id}
    vals = {"kind": "split", "name": SETTING}
    names = (f"{SETTING} C", f"{SETTING} D")
    lines = [(0, 0, {**line, "new_name": name}) for name in names]
    draft, done = Reorganisation.create([{**vals, "line_ids": lines}, {**vals, "line_ids": lines}])
    draft.action_preview()
    done._as_system().write({"state": "done", "concerned_agency_ids": [(6, 0, case.agency_a.ids)]})
    parts = {
        f"{draft._name}.{name}": draft.sudo()[f"{name}_ids"][:1].with_env(case.env)
        for name in ("choice", "line", "member", "move")
    }
    former = case.env["directive.agency.name"].create(
        {"agency_id": case.agency_a.id, "name": "Former name of A", "date_to": "2020-01-01"}
    )
    return {
        draft._name: draft.with_env(case.env),
        f"{draft._name}: done": done.with_env(case.env),
        "directive.reorganisation.import": case.env["directive.reorganisation.import"]
        .with_user(case.admin_user)
        .create({"name": SETTING})
        .with_env(case.env),
        former._name: former,
        **parts,
    }


def _hanging_on(task):
    """Return the data of a task in Odoo's own models."""
    message = task.message_ids.filtered(lambda one: one.message_type == "comment")[:1]
    return {
        "mail.message": message,
        "mail.notification": message.notification_ids[:1],
        "mail.activity": task.activity_ids[:1],
        "mail.followers": task.message_follower_ids[:1],
        "ir.attachment": task.env["ir.attachment"].search(
            [("res_model", "=", task._name), ("res_id", "=", task.id)], limit=1
        ),
        "ir.attachment: evidence": task.progress_ids.attachment_ids[:1],
    }
