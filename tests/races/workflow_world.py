"""A small order with its users' steps, for tests of concurrent steps."""

from datetime import date, timedelta
from types import SimpleNamespace

FAR = date.today() + timedelta(days=1600)  # a deadline of the future on any day
NOTE = "By decision 12/QĐ-UBND"
WORKING = ("assigned", "in_progress")
OPEN = (*WORKING, "reported", "suspended")
FINAL = ("done", "revoked", "closed")
_RANK = ("in_progress", "assigned", *OPEN, *FINAL, "draft").index


class Step(SimpleNamespace):
    """Actions on a task: their source states and their calls."""


def _verb(name):
    return lambda env, task: getattr(task, f"action_{name}")(*_arguments(name))


def _arguments(verb):
    from odoo.addons.directive_tracking.tools.workflow import TRANSITIONS

    return [NOTE] if TRANSITIONS[verb].needs_note else []


def _ask(env, task):
    env["directive.task.request"].create(
        {
            "task_id": task.id,
            "reason": "Rain",
            "proposed_deadline": task.date_deadline + timedelta(days=30),
        }
    )


def _decide(verb):
    def decide(env, task):
        request = task.request_ids.filtered(lambda one: one.state == "pending")
        getattr(request, f"action_{verb}")(NOTE)

    return decide


def _report(kind):
    def report(env, task):
        env["directive.task.progress"].create(
            {
                "task_id": task.id,
                "agency_id": task.lead_agency_id.id,
                "kind": kind,
                "percent": 40,
                "content": "So far",
                "result_number": "12/BC",
                "open_parts_reason": NOTE,
            }
        )

    return report


def _delegate(env, task):
    task._delegate(env["directive.agency"].search([("parent_id", "=", task.lead_agency_id.id)]))


def _give_to_another(env, task):
    task.action_correct(NOTE, {"lead_agency_id": _agency(env, "C")})


def _transfer(env, task):
    task._transfer(env["directive.agency"].browse(_another(env, task)), NOTE)


def _another(env, task):
    """Return an agency that can take over ``task``: of a part, one below the whole's agency."""
    outer = task.parent_id.lead_agency_id
    if not outer:
        return _agency(env, "C")
    name = f"beside {outer.name}"
    vals = {"name": name, "kind": "unit", "parent_id": outer.id}
    return _agency(env, name) or env["directive.agency"].create(vals).id


def _extend(env, task):
    day = (task.parent_id.date_deadline or FAR) + timedelta(days=0 if task.parent_id else 365)
    task._grant_extension(day, NOTE)


def _agency(env, name):
    return env["directive.agency"].search([("name", "=", name)], limit=1).id


def _renumber(env, task):
    task.directive_id.action_correct(NOTE, {"number": "129/QĐ-UBND", "urgency": "urgent"})


def _add(env, task):
    new_task(env, task.directive_id, "B", "draft")


def steps():
    """Return ``{name: Step}``: every verb of the table, and all else that is done to a task."""
    from odoo.addons.directive_tracking.tools.workflow import TRANSITIONS

    table = {
        name: Step(sources=step.sources, act=_verb(name)) for name, step in TRANSITIONS.items()
    }
    return table | {
        "transfer": Step(sources=WORKING, act=_transfer),
        "extend": Step(sources=WORKING, act=_extend),
        "delegate": Step(sources=WORKING, act=_delegate),
        "ask": Step(sources=WORKING, act=_ask, asks=True),
        "approve": Step(sources=WORKING, act=_decide("approve"), asked=True),
        "reject": Step(sources=WORKING, act=_decide("reject"), asked=True),
        "progress": Step(sources=("in_progress",), act=_report("progress")),
        "completion": Step(sources=("in_progress",), act=_report("completion")),
        "correct_lead": Step(sources=("in_progress", "assigned", "done"), act=_give_to_another),
        "correct_number": Step(sources=(*OPEN, *FINAL), act=_renumber),
        "add_task": Step(sources=("draft", *OPEN), act=_add),
        "cancel": Step(
            sources=("draft", *FINAL), act=lambda env, t: t.directive_id.action_cancel(), whole=True
        ),
        "issue": Step(
            sources=("draft",), act=lambda env, t: t.directive_id.action_issue(), whole=True
        ),
    }


def make_agencies(env):
    """Make A with a unit below it, B and C."""
    agencies = {name: env["directive.agency"].create({"name": name}) for name in "ABC"}
    for name, agency in agencies.items():
        env["directive.agency"].create(
            {"name": f"below {name}", "kind": "unit", "parent_id": agency.id}
        )
    env["directive.issuer"].create({"name": "Chairman of the race"})


def make_people(env, agency, people):
    """Make a user ``race_NAME`` of each name and role; those of ``agency`` hold the post NAME."""
    for name, role in people.items():
        group = env.ref(f"directive_tracking.group_directive_{role}")
        vals = {"name": name, "login": f"race_{name}", "group_ids": [(6, 0, group.ids)]}
        user = env["res.users"].with_context(no_reset_password=True).create(vals)
        if role == "agency":
            post = {"agency_id": agency.id, "user_id": user.id, "role": name}
            env["directive.agency.member"].create(post)


def new_directive(env):
    issuer = env["directive.issuer"].search([("name", "=", "Chairman of the race")])
    return env["directive.directive"].create(
        {
            "number": "128/QĐ-UBND",
            "subject": "On a race",
            "date_issued": "2026-01-05",
            "issuer_id": issuer.id,
        }
    )


def new_task(env, directive, lead, state, parent=None, asked=False):
    """Return a task of ``lead`` in ``state``, with its files in that state."""
    deadline = FAR if lead.startswith("below") else FAR + timedelta(days=90)
    task = env["directive.task"].create(
        {
            "directive_id": directive.id,
            "name": f"Task of {lead}",
            "deadline_kind": "date",
            "date_deadline": deadline,
            "lead_agency_id": _agency(env, lead),
        }
    )
    if state != "draft":
        _stand(task, state, parent)
    if state in ("in_progress", "reported"):
        _report_on(task)
    if asked:
        _ask(env, task)
    return task


def _stand(task, state, parent):
    received = state != "assigned"
    task._restore_history(
        {
            "state": state,
            "parent_id": parent and parent.id,
            "date_assigned": "2026-01-05",
            "date_received": received and "2026-01-06",
            "date_suspended": state == "suspended" and "2026-02-02",
        }
    )


def _report_on(task):
    from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

    task.env["directive.task.progress"].with_context(directive_workflow=WORKFLOW).create(
        {
            "task_id": task.id,
            "agency_id": task.lead_agency_id.id,
            "kind": "completion",
            "percent": 100,
            "content": "Done",
            "result_number": "1/BC",
            "open_parts_reason": NOTE,
        }
    )


def faults(directive):
    """Return the errors of this order and its tasks in words; nothing if all is well."""
    return [
        *_faults_of_directive(directive),
        *(f"{task.name}: {fault}" for task in directive.task_ids for fault in _faults_of(task)),
    ]


def _faults_of_directive(directive):
    states = set(directive.task_ids.mapped("state"))
    ended = states <= set(FINAL)
    begun = states - {"draft"}
    wanted = "draft" if not begun else "completed" if ended else "issued"
    if directive.state == "cancelled":
        wanted = "cancelled" if not states & set(OPEN) else "issued"
    if directive.state != wanted:
        yield f"the directive is {directive.state}, with tasks {sorted(states)}"


def _faults_of(task):
    final = task.state in FINAL
    if final and task.child_ids.filtered("is_open"):
        yield f"{task.state} with open parts"
    if final and "pending" in task.request_ids.mapped("state"):
        yield f"{task.state} with a pending request"
    if task.state == "done" and task.progress_ids.filtered(
        lambda one: one.kind == "completion" and one.review_state == "pending"
    ):
        yield "done with a report that nobody reviewed"
    agencies = task.lead_agency_id | task.coordinating_agency_ids
    wanted = set(agencies._ancestors().ids) if task.state != "draft" else set()
    if not set(task.visible_agency_ids.ids) == set(task.visible_agency_keys) == wanted:
        yield "seen by the wrong agencies"
    for name in ("number", "urgency", "source", "issuer_id", "field_id"):
        if task[name] != task.directive_id[name]:
            yield f"{name} is not the directive's"
    yield from _faults_of_trail(task)


def _faults_of_trail(task):
    lines = task.transition_ids.sorted("id")
    for before, after in zip(lines, lines[1:], strict=False):
        if before.state_to != after.state_from:
            yield f"the trail leaps from {before.state_to} to {after.state_from}"
    if lines and (lines[-1].agency_id, lines[-1].date_deadline) != (
        task.lead_agency_id,
        task.date_deadline,
    ):
        yield "the trail does not end with the lead agency and the deadline in force"
    if lines and lines[-1].state_to != task.state:
        yield f"the trail ends in {lines[-1].state_to}, the task in {task.state}"


def one_task(env, first, second):
    """Return the same task twice, in a state both steps are possible from, or nothing."""
    states = sorted(set(first.sources) & set(second.sources), key=_RANK)
    if not states:
        return None
    asked = any(hasattr(step, "asked") for step in (first, second))
    if asked and (states[0] not in WORKING or any(hasattr(one, "asks") for one in (first, second))):
        return None
    directive = new_directive(env)
    task = new_task(env, directive, "A", states[0], asked=asked)
    return _settled(directive, task, task)


def two_tasks(env, first, second):
    """Return two tasks, the only ones of an order."""
    directive = new_directive(env)
    tasks = [
        new_task(env, directive, lead, step.sources[0], asked=hasattr(step, "asked"))
        for lead, step in (("A", first), ("B", second))
    ]
    return _settled(directive, *tasks)


def whole_and_part(env, first, second):
    """Return a task and one delegated from it, or nothing if the steps cannot meet so."""
    if first.sources == ("draft",) or second.sources == ("draft",):
        return None
    directive = new_directive(env)
    whole_state, part_state = (
        min((state for state in step.sources if state != "draft"), key=_RANK)
        for step in (first, second)
    )
    if whole_state in FINAL and part_state not in FINAL:
        return None  # unreachable
    whole = new_task(env, directive, "A", whole_state, asked=hasattr(first, "asked"))
    part = new_task(
        env, directive, "below A", part_state, parent=whole, asked=hasattr(second, "asked")
    )
    return _settled(directive, whole, part)


def part_and_whole(env, first, second):
    """Return a delegated task and the one it was delegated from, which is open."""
    if not set(second.sources) & set(OPEN):
        return None
    tasks = whole_and_part(env, second, first)
    return tasks and tasks[::-1]


def _settled(directive, *tasks):
    if set(directive.task_ids.mapped("state")) != {"draft"}:
        directive._set_state("issued")
        directive._follow_tasks()
    return tasks
