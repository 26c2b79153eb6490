"""Measure (l): pages on a telephone at 1.6 Mbit/s and 150 ms, through nginx as operators are given it.

Chromium is the telephone and slows its network down itself; the times also hold the work of this
machine, the weights do not.
"""

from tests.machines.front import Front, Machine
from tests.world.orders import make_directive
from tests.world.own_database import OwnDatabase

from .telephone import Telephone

ADDONS = "directive_tracking,directive_sms,directive_calendar,directive_petition"
TASKS = 80
LOGIN, PASSWORD = "responder", "Telephone-2026"
COLD_BYTES, COLD_SECONDS = 2.5e6, 12
LINK_BYTES = 60e3
LARGEST = 6  # files that are named
ROWS = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)"
LOG_IN = f"""
document.querySelector("input[name=login]").value = "{LOGIN}";
document.querySelector("input[name=password]").value = "{PASSWORD}";
document.querySelector("form.oe_login_form").submit()
"""
FORM = "document.querySelector('.o_form_view .o-mail-Message, .o_form_view .o-mail-Thread')"
DONE = "document.readyState === 'complete' && location.pathname.startsWith"


def measure(report):
    """Print weight and time of each page, and what the heavy ones are made of."""
    database = OwnDatabase("bench_phone", ADDONS)
    database.create()
    try:
        with database.environment() as env:
            # Made once for each release, by the first who asks: that is nobody's telephone here.
            env["ir.qweb"]._pregenerate_assets_bundles()
            link = _fill(env)
        options = ["--workers=2", "--proxy-mode", f"--db-filter=^{database.name}$"]
        with Machine("127.0.0.5", database.name, options) as machine:
            front = Front([machine])
            front.start()
            try:
                _measure_office_pages(report, front)
                _measure_public_pages(report, front, link)
            finally:
                front.stop()
    finally:
        database.drop()


def _measure_office_pages(report, front):
    page = f"{front.url}/odoo/my-agency-tasks"
    rows = f"document.querySelectorAll({ROWS!r}).length > 3"
    with Telephone(front.certificate) as phone:
        login = phone.go(
            f"{front.url}/web/login?redirect=/odoo/my-agency-tasks", _shown("/web/login")
        )
        _line(report, "the page to log in, cold", login)
        first = phone.press(LOG_IN, rows)
        wishes = [
            (f"at most {COLD_BYTES / 1e6} MB", login.bytes + first.bytes <= COLD_BYTES),
            (f"at most {COLD_SECONDS} s", first.seconds <= COLD_SECONDS),
        ]
        _line(report, "the first list after log-in, cold", first, wishes)
        _explain(first)
        _line(report, "the same list again, warm", phone.go(page, rows))
        opened = phone.press(f"document.querySelector({ROWS!r}).click()", FORM)
        _line(report, "a task, for the first time", opened)
        _explain(opened)


def _measure_public_pages(report, front, link):
    for title, path, wish in (
        ("the page behind a signed link, cold", link, LINK_BYTES),
        ("the citizen's page, cold", "/don-thu", None),
    ):
        with Telephone(front.certificate) as phone:
            visit = phone.go(front.url + path, _shown(path))
        wishes = [(f"at most {wish / 1e3:.0f} kB", visit.bytes <= wish)] if wish else []
        _line(report, title, visit, wishes)
        _explain(visit)


def _shown(path):
    return f"{DONE}({path!r})"


def _line(report, title, visit, wishes=()):
    result = (
        f"{visit.bytes / 1e3:.0f} kB in {len(visit.transfers)} transfers, {visit.seconds:.1f} s"
    )
    report.text(f"(l) {title}", result, wishes)


def _explain(visit):
    """Print what the weight is made of: by kind, and the largest files."""
    kinds = ", ".join(f"{kind} {size / 1e3:.0f} kB" for kind, size in visit.by_kind())
    print(f"    by kind: {kinds}")
    largest = sorted(visit.transfers, key=lambda one: -one.bytes)[:LARGEST]
    for one in largest:
        print(f"    {one.bytes / 1e3:8.0f} kB  {one.kind:<10} {one.path}")


# Filling


def _fill(env):
    """Give an agency a responder and tasks; return the path of a signed link to one of them."""
    agency = env["directive.agency"].create(
        {"name": "Ủy ban nhân dân xã Mường Hum", "kind": "commune"}
    )
    if "takes_letters_online" in agency:
        agency.write({"phone": "0214 3 840 034", "takes_letters_online": True})
    _responder(env, agency)
    directive = make_directive(env)
    for number in range(TASKS):
        values = {"directive_id": directive.id, "lead_agency_id": agency.id}
        env["directive.task"].create(
            {**values, "name": f"Báo cáo kết quả nội dung số {number}", "deadline_kind": "none"}
        )
    directive.task_ids.action_assign()
    row = env["directive.notice.delivery"].search([("channel", "=", "email")], limit=1)
    return "/d/" + env["directive.notice.link"]._token(row)


def _responder(env, agency):
    user = (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "name": "Lù Thị Mai",
                "login": LOGIN,
                "password": PASSWORD,
                "email": "mai@tinh.example",
                "group_ids": [(6, 0, env.ref("directive_tracking.group_directive_agency").ids)],
            }
        )
    )
    env["directive.agency.member"].create(
        {"agency_id": agency.id, "user_id": user.id, "role": "responder"}
    )
