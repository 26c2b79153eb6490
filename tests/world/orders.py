"""Orders for tests that drive the product from outside."""


def make_directive(env):
    """Return a directive that lacks nothing it must have to be issued."""
    return env["directive.directive"].create(
        {
            "number": "1/UBND",
            "subject": "Test",
            "date_issued": "2026-01-05",
            "issuer_id": env["directive.issuer"].search([], limit=1).id,
        }
    )


def make_task(env, agency):
    """Return a task of such a directive without a deadline, assigned to ``agency``."""
    task = env["directive.task"].create(
        {
            "directive_id": make_directive(env).id,
            "name": "Task",
            "lead_agency_id": agency.id,
            "deadline_kind": "none",
        }
    )
    task.action_assign()
    return task
