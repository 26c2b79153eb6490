from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...tools.guard.secrecy import is_secret_name, is_secret_number
from ...tools.workflow import DRAFT, WORKFLOW

SOURCES = [
    ("document", "Issued document"),
    ("meeting", "Conclusion of a meeting"),
    ("oral", "Spoken order"),
    ("superior", "From a higher authority"),
]
STATES = [
    ("draft", "Draft"),
    ("issued", "Issued"),
    ("completed", "Completed"),
    ("cancelled", "Cancelled"),
]


class DirectiveDirective(models.Model):
    """An order of the leadership: the document and its tasks."""

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
        help="The higher directive that this one carries out.",
    )
    duplicate_warning = fields.Char(compute="_compute_duplicate_warning")
    import_checksum = fields.Char(readonly=True, copy=False, index="btree_not_null")

    # Life cycle
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
    transition_ids = fields.One2many("directive.transition", "directive_id", readonly=True)
    correction_ids = fields.One2many(
        "directive.transition",
        "directive_id",
        string="Corrections",
        domain=[("verb", "=", "correct")],
        readonly=True,
    )

    @api.depends("number", "subject")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for directive in self:
            directive.display_name = directive.number or directive.subject
        self._hide_names()

    def _follows_words(self):
        return self.state in (False, DRAFT) and super()._follows_words()

    @api.depends("number", "issuer_id", "document_type_id", "date_issued")
    def _compute_duplicate_warning(self):
        for directive in self:
            twin = directive._find_twin()
            directive.duplicate_warning = bool(twin) and self.env._(
                "%(number)s has already been entered in the same year: %(subject)s. Check that "
                "this is not the same document.",
                number=twin.number,
                subject=twin.subject,
            )

    def _find_twin(self):
        """Return another directive of this number and year, if it may be the same document.

        A number with its symbol ("128/QĐ-UBND") identifies one document per year, whatever its
        issuer. A bare number does so only if issuer and kind do not differ.
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
        """Return the domain of directives that may share the number series of this one."""
        return Domain.AND(
            Domain(name, "in", (self[name].id, False))
            for name in ("issuer_id", "document_type_id")
            if self[name]
        )

    @api.constrains("number", "subject")
    def _check_secrecy(self):
        for directive in self:
            if is_secret_number(directive.number) or is_secret_name(directive.subject):
                raise ValidationError(
                    self.env._(
                        "%(number)s is marked as a state secret. State secrets must not be "
                        "entered here: use the network intended for them.",
                        number=directive.number or directive.subject,
                    )
                )

    @api.constrains("superior_id")
    def _check_superior(self):
        if self._has_cycle("superior_id"):
            raise ValidationError(self.env._("A directive cannot be its own superior directive."))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            if vals.get("state", DRAFT) != DRAFT:
                self._refuse_stamps({"state"})
            # Set explicitly: defaults from the context or the user must not override it.
            today = self.env["directive.settings"]._today()
            vals.update(
                state=DRAFT, visible_agency_ids=False, date_entered=today, import_checksum=False
            )
        return super().create(vals_list)

    def _refuse_stamps(self, names):
        if not {"state", "visible_agency_ids"} & set(names):
            super()._refuse_stamps(names)
        raise UserError(
            self.env._(
                "The state of a directive cannot be written directly: issue it, cancel it, or "
                "finish its tasks."
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for directive in self:
            if directive.state != "draft":
                raise UserError(
                    self.env._(
                        "%(name)s has been issued and cannot be deleted: revoke its tasks or "
                        "cancel it.",
                        name=directive.display_name,
                    )
                )

    def action_cancel(self):
        """Cancel these directives: drafts as they are, issued ones once no task is open.

        :raises UserError: when a task is still open
        """
        self._check_office()
        self._hold()
        self._check_may_end()
        self._set_state("cancelled")
        return True

    def _check_may_end(self):
        """Raise if one of these directives cannot be cancelled; rooms with work under it extend it."""

    def _check_office(self):
        if not (
            self.env.su or self.env.user.has_group("directive_tracking.group_directive_office")
        ):
            raise UserError(
                self.env._("Only an Office specialist may issue or cancel a directive.")
            )
        self.check_access("write")

    def _set_state(self, state):
        # Checked before by `_check_office` or by the guarded transition of a task.
        self.sudo().with_context(directive_workflow=WORKFLOW).write({"state": state})
