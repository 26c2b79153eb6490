"""The same work in Odoo's Project app: a project per agency, as many tasks, the same share of them open."""

from odoo import Command

from .cloning import clone, without_indexes
from .fill_people import USERS

STAGES = ("Mới", "Đang làm", "Chờ duyệt", "Xong")


def fill(env, tasks, people):
    """Give each agency a project which its members follow, and each task of the plan a twin."""
    users = env.ref("project.group_project_user")
    env.cr.execute(
        f"INSERT INTO res_groups_users_rel (gid, uid) SELECT {users.id}, {people.first_user} + n"
        f" FROM generate_series(1, {USERS}) n"
    )
    manager = env.ref("project.group_project_manager")
    env.cr.execute(
        "INSERT INTO res_groups_users_rel (gid, uid) SELECT %s, unnest(%s)",
        [manager.id, people.specialist_ids],
    )
    stages = env["project.task.type"].create([{"name": name, "user_id": False} for name in STAGES])
    projects = env["project.project"].create(
        [
            # Only invited users: each agency sees its own tasks, as in our lists.
            {
                "name": agency.name,
                "privacy_visibility": "followers",
                "type_ids": [Command.set(stages.ids)],
            }
            for agency in env["directive.agency"].browse(people.agency_ids)
        ]
    )
    env.flush_all()
    _follow(env.cr, people, projects.ids)
    with without_indexes(env.cr, "project_task"):
        _tasks(env, people, projects, stages)


def _follow(cr, people, project_ids):
    cr.execute(f"""
        INSERT INTO mail_followers (res_model, res_id, partner_id)
        SELECT 'project.project', (ARRAY{project_ids})[1 + n % {len(project_ids)}], u.partner_id
        FROM generate_series(1, {USERS}) n JOIN res_users u ON u.id = {people.first_user} + n
        ON CONFLICT DO NOTHING
    """)


def _tasks(env, people, projects, stages):
    model = env["project.task"].create(
        {"name": "Nhiệm vụ", "project_id": projects[0].id, "user_ids": False}
    )
    env.flush_all()
    stage = (
        "CASE WHEN NOT is_open THEN 4 WHEN plan.state = 'assigned' THEN 1"
        " WHEN plan.state = 'reported' THEN 3 ELSE 2 END"
    )
    base = clone(
        env.cr,
        "project_task",
        model.id,
        "(SELECT plan.*, t.name AS _name FROM plan"
        " JOIN (SELECT name, row_number() OVER (ORDER BY id) AS n FROM directive_task) t USING (n)) plan",
        name="_name",
        project_id=f"(ARRAY{projects.ids})[lead]",
        stage_id=f"(ARRAY{stages.ids})[{stage}]",
        state="CASE WHEN is_open THEN '01_in_progress' WHEN plan.state = 'done' THEN '1_done' ELSE '1_canceled' END",
        date_deadline="deadline",
        date_assign="assigned",
        create_date="assigned",
        date_end="CASE WHEN NOT is_open THEN reported END",
    )
    model.unlink()
    # The first responder of the agency works on it, in every second task together with its head.
    count = len(people.agency_ids)
    env.cr.execute(f"""
        INSERT INTO project_task_user_rel (task_id, user_id)
        SELECT {base} + n, {people.first_user} + {count} * k + lead - 1 + CASE WHEN lead = 1 THEN {count} ELSE 0 END
        FROM plan, unnest(CASE WHEN n % 2 = 0 THEN ARRAY[2] ELSE ARRAY[0, 2] END) k
    """)
