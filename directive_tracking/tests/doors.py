"""The doors a task can be seen through, each as a question: does this user get at it?

Every door is asked in the user's own name, from a clean cache, the way a browser or
another system would. A door that refuses with an error is a closed one.
"""

from odoo.exceptions import UserError

from .common import DirectiveCase


def search(task):
    return task.search([("id", "=", task.id)])


def search_count(task):
    return task.search_count([("id", "=", task.id)])


def read(task):
    return task.read(["name"])


def web_read(task):
    return task.web_read({"name": {}, "lead_agency_id": {"fields": {"display_name": {}}}})


def web_search_read(task):
    return task.web_search_read([("id", "=", task.id)], {"name": {}})["records"]


def search_read(task):
    return task.search_read([("id", "=", task.id)], ["name"])


def name_search(task):
    found = task.name_search(task.sudo().name, limit=None)
    return task.id in [row[0] for row in found]


def display_name(task):
    return task.display_name


def grouped(task):
    groups = task.formatted_read_group([("id", "=", task.id)], ["state"], ["__count"])
    return sum(group["__count"] for group in groups)


def grouped_for_a_list(task):
    return task.web_read_group([("id", "=", task.id)], ["lead_agency_id"])["length"]


def progress_bar(task):
    bar = {"field": "state", "colors": {"assigned": "info", "in_progress": "success"}}
    counts = task.read_progress_bar([("id", "=", task.id)], "lead_agency_id", bar)
    return any(sum(group.values()) for group in counts.values())


def export(task):
    return task.export_data(["name", "lead_agency_id/name"])["datas"]


def statistics(task):
    return task.env["directive.statistics"].search([("task_id", "=", task.id)])


def statistics_of_the_same_id(task):
    return task.env["directive.statistics"].browse(task.id).read(["name"])


def grouped_statistics(task):
    view = task.env["directive.statistics"]
    groups = view.formatted_read_group(
        [("task_id", "=", task.id)], ["lead_agency_id", "official_class"], ["task_count:sum"]
    )
    return sum(group["task_count:sum"] for group in groups)


def reports(task):
    return task.env["directive.task.progress"].search([("task_id", "=", task.id)])


def report_read_by_id(task):
    return task.sudo().progress_ids[:1].with_env(task.env).read(["content"])


def requests(task):
    return task.env["directive.task.request"].search([("task_id", "=", task.id)])


def trail(task):
    return task.env["directive.transition"].search([("task_id", "=", task.id)])


def messages(task):
    domain = [("model", "=", task._name), ("res_id", "=", task.id)]
    return task.env["mail.message"].search(domain)


def message_read_by_id(task):
    return task.sudo().message_ids[:1].with_env(task.env).read(["body"])


def attachments(task):
    domain = [("res_model", "=", task._name), ("res_id", "=", task.id)]
    return task.env["ir.attachment"].search(domain)


def evidence(task):
    return task.sudo().progress_ids.attachment_ids.with_env(task.env).read(["raw"])


def activities(task):
    domain = [("res_model", "=", task._name), ("res_id", "=", task.id)]
    return task.env["mail.activity"].search(domain)


def directive(task):
    return task.sudo().directive_id.with_env(task.env).read(["number"])


def directive_counter(task):
    return task.sudo().directive_id.with_env(task.env).task_count


def tasks_of_directive(task):
    order = task.sudo().directive_id.with_env(task.env)
    return task.id in order.web_read({"task_ids": {}})[0]["task_ids"]


def directives_by_their_tasks(task):
    name = task.sudo().name
    return task.env["directive.directive"].search([("task_ids.name", "=", name)])


def agency_counter(task):
    return task.sudo().lead_agency_id.with_env(task.env).open_task_count


def followers(task):
    return task.message_partner_ids


def follower_lines(task):
    domain = [("res_model", "=", task._name), ("res_id", "=", task.id)]
    return task.env["mail.followers"].search(domain)


def notification_lines(task):
    lines = task.sudo().message_ids.notification_ids
    return task.env["mail.notification"].search([("id", "in", lines.ids)])


# Doors that work for every task, and those that need the data of `make_rich_task`.
DOORS = [
    search, search_count, read, web_read, web_search_read, search_read, name_search,
    display_name, grouped, grouped_for_a_list, progress_bar, export, statistics,
    statistics_of_the_same_id, grouped_statistics, trail, directive, directive_counter,
    tasks_of_directive, directives_by_their_tasks, agency_counter,
]  # fmt: skip
RICH_DOORS = [
    *DOORS,
    reports,
    report_read_by_id,
    requests,
    messages,
    message_read_by_id,
    attachments,
    evidence,
    activities,
    followers,
    follower_lines,
    notification_lines,
]


class DoorsCase(DirectiveCase):
    """Asks every door in the name of every role."""

    @classmethod
    def make_rich_task(cls, **vals):
        """Return an open task with something behind every door, in a directive of its own."""
        vals.setdefault("name", "The secret of department A")
        task = cls.make_task(state="in_progress", **vals)
        user = cls.responder_of(task)
        evidence = cls.make_attachment(user, "evidence.txt")
        cls.make_report(task, kind="progress", percent=30, attachment_ids=[(6, 0, evidence.ids)])
        cls.env["directive.task.request"].with_user(user).create(
            {
                "task_id": task.id,
                "kind": "extension",
                "reason": "More time",
                "proposed_deadline": "2099-12-31",
            }
        )
        task.message_post(
            body="A word on the task",
            message_type="comment",
            partner_ids=cls.office_user.partner_id.ids,
        )
        task.message_subscribe(cls.office_user.partner_id.ids)
        task.activity_schedule(
            "mail.mail_activity_data_todo", user_id=cls.office_user.id, summary="Look at it"
        )
        cls.make_attachment(cls.env.user, "task.txt", task)
        return task

    @classmethod
    def make_attachment(cls, user, name, record=None):
        vals = {"name": name, "raw": b"content"}
        if record is not None:
            vals.update(res_model=record._name, res_id=record.id)
        return cls.env["ir.attachment"].with_user(user).create(vals)

    def is_open(self, door, task, user):
        """Tell whether ``door`` shows ``task`` to ``user``."""
        self.env.flush_all()
        self.env.invalidate_all()
        try:
            return bool(door(task.with_user(user).with_context(lang=None)))
        except UserError:  # AccessError is one; so is the refusal to export
            return False

    def check_doors(self, task, user, doors, expected):
        for door in doors:
            with self.subTest(door=door.__name__, user=user.login):
                self.assertEqual(self.is_open(door, task, user), expected)
