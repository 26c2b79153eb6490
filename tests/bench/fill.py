"""A province in a database: 170 agencies, 5,000 users, and as many tasks as asked, 50,000 of them open."""

from . import fill_people, fill_trail
from .cloning import clone, without_indexes
from .fill_people import AGENCIES

OPEN = 50_000
OBJECTS = (
    "công tác giải phóng mặt bằng",
    "tiến độ giải ngân vốn đầu tư công",
    "phòng cháy, chữa cháy rừng",
    "cải cách thủ tục hành chính",
    "chuyển đổi số và Đề án 06",
    "xóa nhà tạm, nhà dột nát",
    "thu ngân sách nhà nước",
    "quản lý đất đai, khoáng sản",
    "an toàn thực phẩm",
    "phòng, chống thiên tai",
    "giảm nghèo bền vững",
    "xây dựng nông thôn mới",
    "tiếp công dân, giải quyết khiếu nại",
    "an sinh xã hội",
    "phòng, chống khai thác IUU",
    "quy hoạch tỉnh",
    "thu hút đầu tư",
    "bảo vệ môi trường",
    "trường học xuống cấp",
    "trạm y tế cơ sở",
)
VERBS = (
    "Báo cáo kết quả",
    "Rà soát, đề xuất",
    "Tham mưu văn bản về",
    "Kiểm tra, xử lý",
    "Xây dựng kế hoạch",
    "Đôn đốc",
)


def fill(env, tasks):
    """Fill the database of ``env`` with agencies, people, directives and ``tasks`` tasks."""
    env.cr.execute("SELECT setseed(0.42)")
    people = fill_people.fill(env)
    _plan(env.cr, tasks, people)
    _parties(env.cr, people)
    directive = _directives(env, people)
    with without_indexes(env.cr, "directive_task"):
        base = _tasks(env, directive, people)
    env.invalidate_all()
    _reports(env, base, people)
    fill_trail.fill(env.cr, base)
    return people


def _plan(cr, tasks, people):
    """Draw for each task its directive, agencies, state and days, into the temporary table ``plan``.

    Directives have 1, 3, 10 or 100 tasks. The departments, an eighth of the agencies, lead two fifths of
    the tasks. Nearly half the tasks have no deadline. The newest tasks are the likeliest to be open.
    """
    ids, first = people.agency_ids, 1 + AGENCIES["office"]
    last = AGENCIES["office"] + AGENCIES["department"]
    cr.execute(f"""
        CREATE TEMP TABLE plan AS
        WITH drawn AS (
            SELECT n, random() AS luck, random() AS pace, random() AS term, random() AS fate,
                   CASE WHEN random() < 0.4 THEN {first} + floor(random() * {last - first + 1})::int
                        ELSE {last + 1} + floor(random() * {len(ids) - last})::int END AS lead,
                   (ARRAY[0, 0, 0, 0, 1, 1, 2, 2, 2, 3])[1 + floor(random() * 10)::int] AS helpers,
                   floor(random() * {len(ids)})::int AS helper,
                   CURRENT_DATE - floor(1500 * (1 - n::float / {tasks}))::int AS assigned,
                   4 * (n / 114) + width_bucket(n % 114, ARRAY[1, 4, 14]) AS directive
            FROM generate_series(1, {tasks}) n
        ), ranked AS (
            SELECT *, row_number() OVER (ORDER BY n::float / {tasks} + luck / 3 DESC) <= {OPEN} AS is_open FROM drawn
        )
        SELECT n, directive, helpers, helper, lead, (ARRAY{ids})[lead] AS agency, assigned, is_open,
               CASE WHEN is_open THEN (ARRAY['assigned','in_progress','in_progress','in_progress','reported'])
                                      [1 + floor(fate * 5)::int]
                    WHEN fate < 0.03 THEN 'revoked' WHEN fate < 0.05 THEN 'closed' ELSE 'done' END AS state,
               CASE WHEN term < 0.45 THEN NULL
                    WHEN is_open THEN GREATEST(assigned, CURRENT_DATE - 40 + floor(pace * 160)::int)
                    ELSE assigned + 5 + floor(term * 60)::int END AS deadline,
               LEAST(CURRENT_DATE, assigned + 3 + floor(pace * 60)::int) AS reported
        FROM ranked
    """)
    cr.execute("CREATE UNIQUE INDEX ON plan (n)")
    cr.execute("ANALYZE plan")


def _directives(env, people):
    """Make the directives of the plan and return the id before the first."""
    cr = env.cr
    issuers = env["directive.issuer"].search([]).ids
    fields_of_work = env["directive.field"].search([]).ids
    model = env["directive.directive"].create(
        {
            "number": "0/QĐ-UBND",
            "subject": "Quyết định",
            "document_type_id": env["directive.document.type"].search([], limit=1).id,
        }
    )
    env.flush_all()
    cr.execute("""
        CREATE TEMP TABLE orders AS
        SELECT directive + 1 AS n, min(assigned) AS day, bool_or(is_open) AS is_open FROM plan GROUP BY directive
    """)
    return clone(
        cr,
        "directive_directive",
        model.id,
        "orders",
        number="n || '/QĐ-UBND'",
        subject=f"'Quyết định về ' || (ARRAY{list(OBJECTS)})[1 + n % {len(OBJECTS)}]",
        date_issued="day",
        date_entered="day",
        state="CASE WHEN is_open THEN 'issued' ELSE 'completed' END",
        issuer_id=f"(ARRAY{issuers})[1 + n % {len(issuers)}]",
        field_id=f"(ARRAY{fields_of_work})[1 + n % {len(fields_of_work)}]",
        monitor_id=f"(ARRAY{people.specialist_ids})[1 + n % {len(people.specialist_ids)}]",
        source="(ARRAY['document','document','meeting','superior'])[1 + n % 4]",
        urgency="(ARRAY['normal','normal','normal','urgent','express'])[1 + n % 5]",
    )


def _tasks(env, directive, people):
    """Make the tasks of the plan and return the id before the first."""
    # An ended order takes no further task.
    order = env["directive.directive"].search([("state", "=", "issued")], limit=1)
    model = env["directive.task"].create(
        {
            "name": "Nhiệm vụ",
            "directive_id": order.id,
            "lead_agency_id": people.agency_ids[0],
        }
    )
    env.flush_all()
    rows = f"""(
        SELECT plan.*, s.keys AS _keys, d.number AS _number, d.issuer_id AS _issuer, d.field_id AS _field,
               d.source AS _source, d.urgency AS _urgency, a.monitor_id AS _monitor
        FROM plan JOIN directive_directive d ON d.id = {directive} + 1 + plan.directive
        JOIN directive_agency a ON a.id = plan.agency
        JOIN (SELECT n, array_agg(agency_id ORDER BY agency_id) AS keys FROM sight GROUP BY n) s USING (n)
    ) plan"""
    base = clone(env.cr, "directive_task", model.id, rows, **_task_columns(directive))
    model.unlink()
    _relations(env.cr, base, directive)
    return base


def _task_columns(directive):
    """Return the values of a task from the plan, its directive and its agency."""
    # Addons can be imported only once Odoo knows its addons path.
    from odoo.addons.directive_tracking.tools.likeness import likeness_key_sql

    verb = f"(ARRAY{list(VERBS)})[1 + n % {len(VERBS)}]"
    matter = f"(ARRAY{list(OBJECTS)})[1 + (n / 7) % {len(OBJECTS)}]"
    name = f"{verb} || ' ' || {matter} || ' năm ' || 2020 + n % 7 || ', địa bàn số ' || n % 997"
    return {
        "directive_id": f"{directive} + 1 + directive",
        "lead_agency_id": "agency",
        "visible_agency_keys": "_keys",
        "monitor_id": "_monitor",
        "number": "_number",
        "issuer_id": "_issuer",
        "field_id": "_field",
        "source": "_source",
        "urgency": "_urgency",
        "point": "n % 114 || '.'",
        "name": name,
        "name_key": likeness_key_sql(f"({name})"),
        "state": "plan.state",
        "progress": "CASE WHEN plan.state IN ('done', 'reported') THEN 100 ELSE n % 90 END",
        "deadline_kind": "CASE WHEN deadline IS NULL THEN 'none' ELSE 'date' END",
        "date_deadline": "deadline",
        "date_deadline_original": "deadline",
        "date_assigned": "assigned",
        "date_given": "assigned",
        "date_received": "CASE WHEN plan.state <> 'assigned' THEN LEAST(CURRENT_DATE, assigned + 1) END",
        "date_reported": "CASE WHEN plan.state IN ('done', 'reported') THEN reported END",
        "date_done": "CASE WHEN plan.state = 'done' THEN LEAST(CURRENT_DATE, reported + 2) END",
        "date_last_news": "CASE WHEN is_open THEN assigned ELSE reported END",
        "is_starred": "n % 17 = 0",
        **fill_trail.TIMES,
    }


def _parties(cr, people):
    """Draw the coordinators into ``party``, and into ``sight`` who sees each task by the product's rule."""
    helper = f"(ARRAY{people.agency_ids})[1 + (helper + 37 * k) % {len(people.agency_ids)}]"
    cr.execute(f"""
        CREATE TEMP TABLE party AS
        SELECT n, agency AS agency_id, FALSE AS coordinates FROM plan
        UNION SELECT n, {helper}, TRUE FROM plan, generate_series(1, helpers) k WHERE {helper} <> agency
    """)
    cr.execute("""
        CREATE TEMP TABLE sight AS SELECT DISTINCT party.n, above.id::int AS agency_id
        FROM party JOIN directive_agency a ON a.id = party.agency_id,
             regexp_split_to_table(trim('/' FROM a.parent_path), '/') above(id)
    """)


def _reports(env, base, people):
    """Give every task awaiting acceptance the completion report that awaits it."""
    # Addons can be imported only once Odoo knows its addons path.
    from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

    count = len(people.agency_ids)
    env.cr.execute(f"SELECT min({base} + n) FROM plan WHERE state = 'reported'")
    [[task_id]] = env.cr.fetchall()
    reports = env["directive.task.progress"].with_context(directive_workflow=WORKFLOW)
    model = reports.create(
        {
            "task_id": task_id,
            "agency_id": env["directive.task"].browse(task_id).lead_agency_id.id,
            "kind": "completion",
            "content": "Đã hoàn thành",
        }
    )
    env.flush_all()
    clone(
        env.cr,
        "directive_task_progress",
        model.id,
        f"(SELECT row_number() OVER (ORDER BY n) AS n, {base} + n AS _task, agency, lead, reported"
        f" FROM plan WHERE state = 'reported' AND {base} + n <> {task_id}) plan",
        task_id="_task",
        agency_id="agency",
        author_id=f"{people.first_user} + {2 * count - 1} + lead",  # its first responder
        date="reported",
    )


def _relations(cr, base, directive):
    """Tie the tasks, of ids from ``base`` on, and their directives to the agencies drawn."""
    cr.execute(f"""
        INSERT INTO directive_task_coordinating_agency_rel (task_id, agency_id)
        SELECT {base} + n, agency_id FROM party WHERE coordinates
    """)
    cr.execute(f"""
        INSERT INTO directive_task_visible_agency_rel (task_id, agency_id)
        SELECT {base} + n, agency_id FROM sight
    """)
    cr.execute(f"""
        INSERT INTO directive_directive_visible_agency_rel (directive_id, agency_id)
        SELECT DISTINCT {directive} + 1 + directive, agency_id FROM plan JOIN sight USING (n)
    """)
