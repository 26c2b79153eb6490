from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.agency.fate import KEPT
from ...tools.recipient import Recipient
from ...tools.workflow import DRAFT, OPEN_STATES, WORKFLOW
from .directive_task_inner import GIVERS


class DirectiveOfficerHandover(models.Model):
    """All open work of one officer, given to another one of the same agency.

    Entering it does it: their tasks, the parts whose results they judge, and their to-dos. The row
    stays as evidence and is what both are told about.
    """

    _name = "directive.officer.handover"
    _description = "Officer Handover"
    _inherit = [
        "directive.subject.mixin",
        "directive.thread.mixin",
        "directive.recorded.mixin",
        "directive.signature.mixin",
    ]
    _signatures = {"author_id": "signer"}
    _notice_path = "work-handovers"
    _visible_by = ("agency_id",)
    _order = "id desc"
    _rec_name = "reason"

    agency_id = fields.Many2one(
        "directive.agency",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_agency(),
    )
    from_id = fields.Many2one(
        "res.users", string="From officer", required=True, index=True, ondelete="restrict"
    )
    to_id = fields.Many2one(
        "res.users", string="To officer", required=True, index=True, ondelete="restrict"
    )
    reason = fields.Char(required=True)
    author_id = fields.Many2one(
        "res.users", string="Handed over by", required=True, readonly=True, ondelete="restrict"
    )
    task_ids = fields.Many2many(
        "directive.task", "directive_officer_handover_task_rel", string="Tasks", readonly=True
    )
    todo_count = fields.Integer(string="To-dos", readonly=True)
    open_count = fields.Integer(string="Open tasks", compute="_compute_open_count")
    former_ids = fields.Many2many("res.users", compute="_compute_people")
    colleague_ids = fields.Many2many("res.users", compute="_compute_people")

    _two_people = models.Constraint(
        "CHECK (from_id != to_id)", "Choose two different officers: the work changes hands."
    )

    @api.model
    def _default_agency(self):
        return self.env.user._directive_agencies(GIVERS)[:1]

    @api.depends("agency_id", "from_id")
    def _compute_open_count(self):
        for row in self:
            mine = row.agency_id and row._may_hand_over()
            row.open_count = len(row._work()) if mine and row.from_id else 0

    @api.depends("agency_id")
    def _compute_people(self):
        for row in self:
            row.former_ids, row.colleague_ids = row._people()

    def _people(self):
        """Return who may hand work over, also after leaving, and who may take it."""
        # Members of an agency may name their colleagues.
        posts = self.agency_id.sudo().member_ids
        return posts.user_id.sudo(False), posts.filtered("is_current").user_id.sudo(False)

    @api.model_create_multi
    def create(self, vals_list):
        """Hand the work over and keep what was moved; the rows are never written afterwards."""
        for vals in vals_list:
            vals["author_id"] = self.env.uid
            for name in ("task_ids", "todo_count"):  # written below, whatever the caller says
                vals.pop(name, None)
        self._sign_all(vals_list)
        quiet = self.with_context(mail_create_nosubscribe=WORKFLOW, mail_create_nolog=WORKFLOW)
        rows = super(DirectiveOfficerHandover, quiet).create(vals_list).with_env(self.env)
        for row in rows:
            row._check_people()
            moved = row._hand_over()
            # What was moved may lie out of the user's sight, as of an administrator's.
            row.sudo().with_context(directive_workflow=WORKFLOW).write(moved)
            row._tell_both()
        return rows

    def _refuse(self):
        raise UserError(
            self.env._("A handover cannot be changed: enter another one in the opposite direction.")
        )

    def _may_hand_over(self):
        """Tell whether the user answers for the agency, or administers all of them."""
        if self.env.su or self.env.user.has_group("directive_tracking.group_directive_admin"):
            return True
        return self.agency_id in self.env.user._directive_agencies(GIVERS)

    def _check_people(self):
        if not self._may_hand_over():
            raise UserError(
                self.env._(
                    "Only the head or a responder of %(agency)s, or an administrator, can hand over "
                    "the work of its officers.",
                    agency=self.agency_id.name,
                )
            )
        for user, known in zip((self.from_id, self.to_id), self._people(), strict=True):
            if user not in known:
                raise UserError(
                    self.env._(
                        "%(user)s is not a member of %(lead)s.",
                        user=user.sudo().name,  # whom the caller has named
                        lead=self.agency_id.name,
                    )
                )
        # Agencies do not read users; they named these, who are read at once.
        coming, _former = (self.to_id | self.from_id).sudo()
        if not coming.active:
            raise UserError(
                self.env._(
                    "%(user)s cannot log in: choose somebody who can do the work.", user=coming.name
                )
            )

    # What changes hands

    def _work(self):
        """Return the drafts and open tasks of the officer in this agency."""
        return self._found(self._worked_on())[0]

    def _worked_on(self):
        states = Domain("state", "in", (DRAFT, *OPEN_STATES))
        led = Domain("lead_agency_id", "=", self.agency_id.id)
        return states & led & Domain("officer_ids", "in", self.from_id.ids)

    def _judged(self):
        """Return the domain of the open parts whose results the officer judges for this agency."""
        parts = Domain("parent_id.lead_agency_id", "=", self.agency_id.id)
        watched = Domain("monitor_id", "=", self.from_id.id) & Domain("state", "in", OPEN_STATES)
        return parts & watched

    def _found(self, *domains):
        """Return the tasks of each of ``domains``, asked in one statement."""
        # Drafts are the Office's, and an administrator sees no tasks.
        Task = self.env["directive.task"].sudo()
        parts = [
            Task._search(domain).select(SQL.identifier(Task._table, "id"), SQL("%s", number))
            for number, domain in enumerate(domains)
        ]
        found = [[] for _domain in domains]
        for task_id, number in self.env.execute_query(SQL(" UNION ALL ").join(parts)):
            found[number].append(task_id)
        return [Task.browse(sorted(ids)) for ids in found]

    def _hand_over(self):
        """Move all work at once, and return the values that keep what was moved.

        Who gives the officer another task at this moment waits, and then finds them without work.
        """
        self.agency_id.sudo()._hold_and_touch()  # nobody writes agencies here
        tasks, judged = self._found(self._worked_on(), self._judged())
        (tasks | judged).sorted("id")._hold()  # fails if one of them changed meanwhile
        change = [Command.unlink(self.from_id.id), Command.link(self.to_id.id)]
        tasks._restore_history({"officer_ids": change})
        judged._restore_history({"monitor_id": self.to_id.id})
        moved = tasks | judged
        issued = moved.filtered(lambda task: task.state != DRAFT)
        issued._log_transition("hand_over", self._in_words())
        todo_count = self._move_todos()
        if not (moved or todo_count):
            raise UserError(self._nothing_in_words())
        return {"task_ids": [Command.set(moved.ids)], "todo_count": todo_count}

    def _nothing_in_words(self):
        former = self.from_id.sudo()  # a colleague's name
        return self.env._(
            "%(user)s has no open work in %(agency)s: there is nothing to hand over.",
            user=former.name,
            agency=self.agency_id.name,
        )

    def _in_words(self):
        former, new = (self.from_id | self.to_id).sudo().mapped("name")  # colleagues' names
        return self.env._(
            "%(reason)s (%(former)s → %(new)s)", reason=self.reason, former=former, new=new
        )

    def _move_todos(self):
        """Give the officer's to-dos on records that both see to the other one; return how many."""
        moved = 0
        kinds = self.env["directive.visibility.mixin"]._kinds_seen_by_agency()
        mine = Domain("user_id", "=", self.from_id.id)
        mine &= Domain("res_model", "in", [model._name for model in kinds])
        every = self.env["mail.activity"].sudo().search(mine)  # others'; the check came before
        for name, todos in every.grouped("res_model").items():
            model = self.env[name].with_user(self.to_id)
            records = model.browse(todos.mapped("res_id")).exists()
            seen = set(records._filtered_access("read").filtered(self._is_of_agency)._ids)
            moved += self._give(todos.filtered(lambda todo, ids=seen: todo.res_id in ids))
        return moved

    def _is_of_agency(self, record):
        """Tell whether a record is this agency's: the officer may work for another one as well."""
        # Asked of the record itself: its other agencies are not shown.
        return self.agency_id.id in record.sudo()._visible_to()

    def _give(self, todos):
        """Move ``todos``, leaving out those the other one has as well."""
        theirs = todos.search(
            [
                ("user_id", "=", self.to_id.id),
                ("res_model", "in", todos.mapped("res_model")),
                ("res_id", "in", todos.mapped("res_id")),
            ]
        )
        known = {(one.res_model, one.res_id, one.summary) for one in theirs}
        double = todos.filtered(lambda one: (one.res_model, one.res_id, one.summary) in known)
        # No mail for each to-do: both people are told once.
        rest = (todos - double).with_context(mail_activity_quick_update=True)
        rest.write({"user_id": self.to_id.id})
        double.unlink()
        return len(todos)

    def _tell_both(self):
        rows = [
            Recipient(user.partner_id.id, user.id, self.agency_id.id)
            for user in (self.from_id | self.to_id).sudo()  # colleagues' contacts
        ]
        self._tell("work_handed_over", {self.id: rows}, note=self._in_words())

    @api.model
    def _notice_columns(self):
        return super()._notice_columns() | {"subject_name": SQL("record.reason")}

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
