from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...tools.guard.secrecy import is_secret_name, is_secret_number
from ...tools.workflow import DRAFT, FINAL_STATES, WORKFLOW

SOURCES = [
    ("document", "Issued document"),
    ("meeting", "Conclusion of a meeting"),
    ("oral", "Spoken order"),
    ("superior", "Passed on from above"),
]
STATES = [
    ("draft", "Draft"),
    ("issued", "Issued"),
    ("completed", "Completed"),
    ("cancelled", "Cancelled"),
]


class DirectiveDirective(models.Model):
    """An order of the leadership: the document, and the tasks it gives."""

    _name = "directive.directive"
    _description = "Directive"
    _past_days = ("date_issued", "date_entered")
    _inherit = [
        "directive.subject.mixin",
        "directive.thread.mixin",
        "directive.correction.mixin",
        "directive.urgency.mixin",
    ]
    _order = "date_issued desc, id desc"
    _rec_names_search = ["number", "subject"]
    _urgency_words = ("subject",)

    # The document
    number = fields.Char(index="trigram", tracking=True, copy=False)
    subject = fields.Char(required=True, index="trigram", tracking=True)
    document_type_id = fields.Many2one(
        "directive.document.type", string="Kind of document", index=True, tracking=True
    )
    date_issued = fields.Date(string="Issued on", index=True, tracking=True)
    date_entered = fields.Date(
        string="Entered on",
        readonly=True,
        copy=False,
        default=lambda self: self.env["directive.settings"]._today(),
    )
    issuer_id = fields.Many2one("directive.issuer", string="Given by", index=True, tracking=True)
    source = fields.Selection(SOURCES, required=True, default="document")
    urgency = fields.Selection(tracking=True)
    field_id = fields.Many2one("directive.field", string="Field of work", index="btree_not_null")
    superior_id = fields.Many2one(
        "directive.directive",
        string="Carries out",
        index="btree_not_null",
        help="The directive from above which this one carries out.",
    )
    duplicate_warning = fields.Char(compute="_compute_duplicate_warning")
    import_checksum = fields.Char(readonly=True, copy=False, index="btree_not_null")

    # Its life
    monitor_id = fields.Many2one(
        "res.users",
        string="Office specialist",
        index="btree_not_null",
        tracking=True,
        default=lambda self: self.env.user,
    )
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False, index=True
    )
    task_ids = fields.One2many("directive.task", "directive_id", string="Tasks")
    transition_ids = fields.One2many("directive.transition", "directive_id", readonly=True)
    correction_ids = fields.One2many(
        "directive.transition",
        "directive_id",
        string="Corrections",
        domain=[("verb", "=", "correct")],
        readonly=True,
    )
    visible_agency_ids = fields.Many2many(
        relation="directive_directive_visible_agency_rel",
        column1="directive_id",
        column2="agency_id",
        compute="_compute_visible_agency_ids",
        store=True,
        copy=False,
        # An agency sees its own tasks of a directive and not who else was given one.
        groups="directive_tracking.group_directive_office,directive_tracking.group_directive_leader",
    )

    # Counters: of the tasks the reader may see, never of others
    task_count = fields.Integer(compute="_compute_task_counts")
    task_done_count = fields.Integer(compute="_compute_task_counts", string="Tasks done")
    task_overdue_count = fields.Integer(compute="_compute_task_counts", string="Tasks overdue")

    @api.depends("number", "subject")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for directive in self:
            directive.display_name = directive.number or directive.subject
        self._hide_names()

    def _heeds_words(self):
        return self.state in (False, DRAFT) and super()._heeds_words()

    @api.depends("number", "issuer_id", "document_type_id", "date_issued")
    def _compute_duplicate_warning(self):
        for directive in self:
            twin = directive._find_twin()
            directive.duplicate_warning = bool(twin) and self.env._(
                "%(number)s of the same year is already entered: %(subject)s. "
                "Check that this is not the same document.",
                number=twin.number,
                subject=twin.subject,
            )

    def _find_twin(self):
        """Return another directive of this number and year, if it may be the same document.

        A number with its symbol ("128/QĐ-UBND") names one document of a year, whoever is entered
        as its issuer. A bare number does so only where issuer and kind do not say otherwise.
        """
        self.ensure_one()
        if not self.number or not self.date_issued:
            return self.browse()
        year = self.date_issued.year
        return self.search(
            Domain("number", "=ilike", self.number.strip())
            & Domain("date_issued", ">=", f"{year}-01-01")
            & Domain("date_issued", "<=", f"{year}-12-31")
            & Domain("id", "!=", self._origin.id)
            & (Domain.TRUE if "/" in self.number else self._same_series_domain()),
            limit=1,
        )

    def _same_series_domain(self):
        """Return the domain of what may be counted in the same series as this directive."""
        return Domain.AND(
            Domain(name, "in", (self[name].id, False))
            for name in ("issuer_id", "document_type_id")
            if self[name]
        )

    @api.depends("task_ids.visible_agency_ids")
    def _compute_visible_agency_ids(self):
        """Of all changes of state only leaving draft matters: see `write`."""
        for directive in self:
            tasks = directive.task_ids if directive.state != "draft" else False
            directive.visible_agency_ids = tasks and tasks.visible_agency_ids

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Group by a field the reader has access to; Odoo does not ask it of a many2many."""
        if groupby_spec == "visible_agency_ids":
            self._check_field_access(self._fields[groupby_spec], "read")
        return super()._read_group_groupby(alias, groupby_spec, query)

    @api.depends("task_ids.state", "task_ids.date_deadline")
    @api.depends_context("uid")
    def _compute_task_counts(self):
        Task = self.env["directive.task"]
        mine = Domain("directive_id", "in", self.ids)
        for field, domain in (
            ("task_count", Domain.TRUE),
            ("task_done_count", Domain("state", "=", "done")),
            ("task_overdue_count", Task._timeliness_domain("open_overdue")),
        ):
            counts = dict(Task._read_group(mine & domain, ["directive_id"], ["__count"]))
            for directive in self:
                directive[field] = counts.get(directive._origin, 0)

    @api.constrains("number", "subject")
    def _check_secrecy(self):
        for directive in self:
            if is_secret_number(directive.number) or is_secret_name(directive.subject):
                raise ValidationError(
                    self.env._(
                        "%(number)s is marked as a state secret. State secrets must not be "
                        "entered here: handle it on the network meant for them.",
                        number=directive.number or directive.subject,
                    )
                )

    @api.constrains("superior_id")
    def _check_superior(self):
        if self._has_cycle("superior_id"):
            raise ValidationError(self.env._("A directive cannot carry out itself."))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            if vals.get("state", DRAFT) != DRAFT:
                self._refuse_stamps({"state"})
            # Said outright: defaults in the context or the user's own must not say otherwise.
            today = self.env["directive.settings"]._today()
            vals.update(state=DRAFT, visible_agency_ids=False, date_entered=today)
        return super().create(vals_list)

    def write(self, vals):
        was_draft = self.filtered(lambda one: "state" in vals and one.state == DRAFT)
        result = super().write(vals)
        was_draft.modified(["task_ids"])  # who sees it hangs on its being a draft
        return result

    def _refuse_stamps(self, names):
        if not {"state", "visible_agency_ids"} & set(names):
            super()._refuse_stamps(names)
        raise UserError(
            self.env._(
                "The state of a directive is not written directly: issue it, "
                "cancel it, or finish its tasks."
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for directive in self:
            if directive.state != "draft":
                raise UserError(
                    self.env._(
                        "%(name)s is issued and stays on record: revoke its tasks or cancel it.",
                        name=directive.display_name,
                    )
                )

    def action_cancel(self):
        """Cancel these directives: drafts as they are, issued ones once no task is open.

        :raises UserError: when a task is still open
        """
        self._check_office()
        self._hold()
        for directive in self:
            if directive.task_ids.filtered("is_open"):
                raise UserError(
                    self.env._(
                        "%(name)s has open tasks: revoke them first, with the document that does.",
                        name=directive.display_name,
                    )
                )
        self._set_state("cancelled")
        return True

    def action_view_tasks(self):
        """Open the tasks the counter counted."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_action_all"
        )
        domain = [("directive_id", "in", self.ids)]
        if self.env.context.get("directive_only_overdue"):
            domain = list(
                Domain(domain) & self.env["directive.task"]._timeliness_domain("open_overdue")
            )
        return dict(action, domain=domain, context={"default_directive_id": self[:1].id})

    def _check_takes_tasks(self):
        """Raise if one of these directives has ended: it is given no further task."""
        ended = self.filtered(lambda directive: directive.state in ("completed", "cancelled"))
        if ended and not self._in_workflow():
            raise UserError(
                self.env._(
                    "%(name)s is completed or cancelled and takes no further task: reopen one of "
                    "its tasks first, or enter a new directive.",
                    name=", ".join(ended.mapped("display_name")),
                )
            )

    def _check_office(self):
        if not (
            self.env.su or self.env.user.has_group("directive_tracking.group_directive_office")
        ):
            raise UserError(
                self.env._("Only an Office specialist may issue or cancel a directive.")
            )
        self.check_access("write")

    def _set_state(self, state):
        # `_check_office` or the guarded transition of a task came before.
        self.sudo().with_context(directive_workflow=WORKFLOW).write({"state": state})

    def _follow_tasks(self):
        """Bring the state in line with the tasks: completed when none is left to do."""
        counts = self.env["directive.task"]._read_group(
            [("directive_id", "in", self.ids)], ["directive_id", "state"], ["__count"]
        )
        pending = {directive.id for directive, state, _n in counts if state not in FINAL_STATES}
        issued = self.filtered(lambda directive: directive.state == "issued")
        finished = issued.filtered(lambda directive: directive.id not in pending)
        reopened = self.filtered(
            lambda directive: directive.state in ("draft", "completed") and directive.id in pending
        )
        if finished:
            finished._set_state("completed")
        if reopened:
            reopened._set_state("issued")
