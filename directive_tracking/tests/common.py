from datetime import date
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import TransactionCase

from ..models.common.directive_hold_mixin import HELD
from ..models.notice.directive_notice_delivery import ASKED
from ..models.task.directive_task_deadline import STAMPS

GROUP = "directive_tracking.group_directive_"
# The verbs that lead from a new draft to a state.
PATHS = {
    "draft": (),
    "assigned": ("assign",),
    "in_progress": ("assign", "receive"),
    "reported": ("assign", "receive", "report"),
    "done": ("assign", "receive", "report", "accept"),
    "suspended": ("assign", "receive", "suspend"),
    "revoked": ("assign", "revoke"),
    "closed": ("assign", "close"),
}


class DirectiveCase(TransactionCase):
    """A small province: its Office, two departments, one lower unit, two communes.

    Everybody carries only the role named, so that a test of one role cannot pass by another.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env["base"].with_context(tracking_disable=True, no_reset_password=True).env
        cls._make_agencies()
        cls._make_users()
        cls.issuer = cls.env["directive.issuer"].create({"name": "Chairman of the test province"})

    @classmethod
    def _make_agencies(cls):
        cls.agency_office = cls.make_agency("Test Office", kind="office")
        cls.agency_a = cls.make_agency("Department A")
        cls.agency_b = cls.make_agency("Department B")
        cls.agency_below = cls.make_agency("Unit below A", kind="unit", parent_id=cls.agency_a.id)
        cls.commune_x = cls.make_agency("Commune X", kind="commune", commune_kind="xa")
        cls.commune_y = cls.make_agency("Ward Y", kind="commune", commune_kind="phuong")

    @classmethod
    def _make_users(cls):
        roles = {
            "test_office": ("office",),
            "test_leader": ("leader",),
            "test_admin": ("admin",),
            "test_outside": (),  # internal, with no role here
        }
        posts = {
            "test_a": (cls.agency_a, "responder"),
            "test_head_a": (cls.agency_a, "head"),
            "test_b": (cls.agency_b, "responder"),
            "test_below": (cls.agency_below, "responder"),
            "test_x": (cls.commune_x, "responder"),
            "test_y": (cls.commune_y, "responder"),
        }
        users = cls._make_all_users(roles | dict.fromkeys(posts, ("agency",)))
        cls.office_user, cls.leader_user, cls.admin_user, cls.outside_user, *members = users
        cls.user_a, cls.head_a, cls.user_b, cls.user_below, cls.user_x, cls.user_y = members
        cls.env["directive.agency.member"].create(
            [
                {"agency_id": agency.id, "user_id": user.id, "role": role}
                for user, (agency, role) in zip(members, posts.values(), strict=True)
            ]
        )

    @classmethod
    def people_of_all_roles(cls):
        """Return a user of each role, and Odoo's administrator."""
        ours = cls.office_user | cls.leader_user | cls.admin_user | cls.user_a | cls.head_a
        return ours | cls.env.ref("base.user_admin")

    @classmethod
    def make_agency(cls, name, **vals):
        vals = {"kind": "department", "requires_head_approval": False, **vals}
        return cls.env["directive.agency"].create({"name": name, **vals})

    @classmethod
    def make_user(cls, login, *roles):
        """Return a new internal user with these roles: agency, office, leader, admin."""
        return cls._make_all_users({login: roles})[0]

    @classmethod
    def _make_all_users(cls, roles):
        """Return the users of ``{login: roles}``, made at once: by turns they take twice as long."""
        # Most of the time would go into portraits and channels, which no test looks at.
        people, talks = cls.registry["res.partner"], cls.registry["discuss.channel"]
        with (
            patch.object(people, "_avatar_generate_svg", return_value=False),
            patch.object(talks, "_subscribe_users_automatically"),
        ):
            users = cls.env["res.users"].create(
                [cls._user_values(login, own) for login, own in roles.items()]
            )
        # Each is read by itself, as if nobody had been made beside it.
        return [user.with_prefetch() for user in users]

    @classmethod
    def _user_values(cls, login, roles):
        groups = ["base.group_user", "base.group_allow_export", *(GROUP + role for role in roles)]
        return {
            "login": login,
            "name": f"{login} ({','.join(groups)})",
            "password": login.ljust(8, "x"),
            "email": f"{login}@example.com",
            "group_ids": [Command.set([cls.env.ref(group).id for group in groups])],
        }

    @classmethod
    def make_member(cls, login, agency, role="responder", **vals):
        """Return a new agency user who holds a post in ``agency``."""
        user = cls.make_user(login, "agency")
        cls.env["directive.agency.member"].create(
            {"agency_id": agency.id, "user_id": user.id, "role": role, **vals}
        )
        return user

    @classmethod
    def make_directive(cls, **vals):
        """Return a directive in draft, entered by the Office specialist."""
        vals = {
            "number": "128/QĐ-UBND",
            "subject": "On a test of the province",
            "date_issued": date(2026, 1, 5),
            "issuer_id": cls.issuer.id,
            **vals,
        }
        directive = cls.env["directive.directive"].with_user(cls.office_user).create(vals)
        return directive.with_user(cls.env.user)

    @classmethod
    def make_task(cls, lead=None, coordinators=None, state="assigned", deadline=None, **vals):
        """Return a task of ``lead`` (agency A by default) brought to ``state`` by its real verbs.

        Stamps among ``vals`` (``date_done``, ``rework_count``...) are written at the end, as
        history; every other value is given at creation.
        """
        stamps = {name: vals.pop(name) for name in STAMPS & vals.keys()}
        lead = cls.agency_a if lead is None else lead
        if "directive_id" not in vals:
            vals["directive_id"] = cls.make_directive().id
        vals = {
            "name": "Report on the test",
            "lead_agency_id": lead.id,
            "coordinating_agency_ids": [(6, 0, coordinators.ids if coordinators else [])],
            "deadline_kind": "date" if deadline else "none",
            "date_deadline": deadline,
            **vals,
        }
        task = cls.env["directive.task"].with_user(cls.office_user).create(vals)
        for verb in PATHS[state]:
            cls._advance(task, verb)
        if stamps:
            task.sudo()._restore_history(stamps)
        return task.with_user(cls.env.user)

    @classmethod
    def _advance(cls, task, verb):
        if verb == "assign":
            task.action_assign()
        elif verb == "receive":
            task.with_user(cls.responder_of(task)).action_receive()
        elif verb == "report":
            cls.make_report(task)
            task.with_user(cls.responder_of(task)).action_report_completion()
        elif verb == "accept":
            task.action_accept()
        elif verb == "close":
            task.with_user(cls.leader_user).action_close("No longer possible")
        else:
            getattr(task, f"action_{verb}")("By decision of the test")

    def reorganise(self, kind, *lines, does=True, **vals):
        """Return a reorganisation of ``lines``, done by the administrator unless told otherwise."""
        one = self.env["directive.reorganisation"].with_user(self.admin_user).create(
            {
                "kind": kind,
                "name": "1672/NQ-UBTVQH15",
                "line_ids": [(0, 0, line) for line in lines],
                **vals,
            }
        )  # fmt: skip
        one.action_preview()
        if does:
            one.action_do()
        return one

    def merge_agencies(self, agency, successor, **vals):
        """Return the merger of ``agency`` into ``successor``."""
        line = {"agency_id": agency.id, "successor_id": successor.id}
        return self.reorganise("merge", line, **vals)

    @classmethod
    def archive_with_work(cls, agency):
        """Archive ``agency`` over its open tasks, as could be done before it was refused."""
        cls.env.flush_all()
        cls.env.cr.execute("UPDATE directive_agency SET active = FALSE WHERE id = %s", [agency.id])
        cls.env.invalidate_all()

    @classmethod
    def correct(cls, order, **values):
        """Correct an issued task or directive as the Office does."""
        order.with_user(cls.office_user).action_correct("By decision of the test", values)

    def queries_of_assigning(self, leads, **vals):
        """Return how many queries it takes to assign an order to these agencies."""
        order = self.make_directive(**vals)
        for lead in leads:
            self.make_task(lead, state="draft", directive_id=order.id)
        return self.queries_of(order.with_user(self.office_user).action_assign_all)

    def queries_of(self, act, is_locked=False):
        """Return how many queries ``act`` takes as a transaction of its own.

        Nothing is read yet, no row is locked, and nobody has woken the job that sends.
        """
        self.begin_request()
        for known in (ASKED,) if is_locked else (ASKED, HELD):
            self.env.cr.precommit.data.pop(known, None)
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def begin_request(self):
        """Forget whatever was read, except the companies, which the web client names.

        Environments of earlier transactions remember their company until Python collects them;
        without this the number of queries would depend on that moment.
        """
        self.env.flush_all()
        self.env.transaction.reset()
        known = {env.uid for env in self.env.transaction.envs if env.uid}
        self.env["res.users"].sudo().browse(known).fetch(["company_id"])

    @classmethod
    def responder_of(cls, task):
        """Return the user who acts for the lead agency: its head where it has two tiers."""
        agency = task.sudo().lead_agency_id
        wanted = ("head",) if agency.requires_head_approval else ("responder", "head")
        members = agency.member_ids.filtered(lambda one: one.is_current and one.user_id)
        return (
            members.filtered(lambda one: one.role in wanted)
            .sorted(lambda one: wanted.index(one.role))[:1]
            .user_id
        )

    @classmethod
    def make_report(cls, task, user=None, kind="completion", **vals):
        """Return a report on ``task`` by ``user`` (its lead agency's responder by default)."""
        vals = {"task_id": task.id, "kind": kind, "percent": 100, "content": "Done", **vals}
        if kind == "completion":
            vals.setdefault("result_number", "12/BC")
        user = user or cls.responder_of(task)
        return cls.env["directive.task.progress"].with_user(user).create(vals)
