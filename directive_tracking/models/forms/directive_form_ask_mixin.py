from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.agency.fate import KEPT
from ...tools.forms.model import Ask
from ...tools.forms.periods import KINDS, bounds, last_ended

PERIODS = [
    ("week", "Week"),
    ("month", "Month"),
    ("quarter", "Quarter"),
    ("half_year", "Half year"),
    ("nine_months", "Nine months"),
    ("year", "Year"),
    ("days", "From day to day"),
]
STARRED = [("all", "All tasks"), ("beside", "All, of which starred"), ("only", "Only starred")]
ALL_ROLES = ("office", "leader")


class DirectiveFormAskMixin(models.AbstractModel):
    """What is asked of a form: over which days, of which tasks; and by whom it may be asked.

    The Office and leaders ask about the whole province, an agency's users about their own agencies
    and those below. Everything is worked out with the rights of the current user.
    """

    _name = "directive.form.ask.mixin"
    _description = "Asking for a Form"
    _inherit = ["directive.paper.mixin"]

    form_id = fields.Many2one("directive.form", required=True, ondelete="restrict")
    form_rows = fields.Selection(related="form_id.rows")
    period = fields.Selection(PERIODS, required=True, default="month")
    day = fields.Date(
        string="Day in the period",
        required=True,
        default=lambda self: last_ended("month", self.env["directive.settings"]._today())[1],
    )
    date_first = fields.Date(
        string="From",
        compute="_compute_days",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    date_last = fields.Date(
        string="Until",
        compute="_compute_days",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    starred = fields.Selection(STARRED, string="Starred tasks", required=True, default="all")
    agency_ids = fields.Many2many(
        "directive.agency",
        string="Only these agencies",
        context={"directive_ended": True},
    )
    issuer_ids = fields.Many2many("directive.issuer", string="Only given by")
    field_ids = fields.Many2many("directive.field", string="Only these fields of work")

    @api.depends("period", "day")
    def _compute_days(self):
        for one in self:
            if one.period in KINDS and one.day:
                one.date_first, one.date_last = bounds(one.period, one.day)
            elif not (one.date_first and one.date_last):
                one.date_first = one.date_last = one.day

    @api.constrains("date_first", "date_last")
    def _check_days(self):
        for one in self:
            if one.date_first and one.date_last and one.date_first > one.date_last:
                raise ValidationError(
                    self.env._("The period begins after it ends: correct one of its two days.")
                )

    @api.constrains("period", "day", "date_first", "date_last")
    def _check_period(self):
        for one in self:
            days = (one.date_first, one.date_last)
            if one.period in KINDS and days != bounds(one.period, one.day):
                raise ValidationError(
                    self.env._("For days of your own choice, choose “From day to day”.")
                )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_ids": KEPT}

    # What is asked

    def _ask(self):
        """Return the `Ask` of `tools/forms/model.py`.

        :raises UserError: if the user may not ask
        """
        self.ensure_one()
        self.check_access("read")
        form = self.form_id
        return Ask(
            by=form.rows,
            first=self.date_first,
            last=self.date_last,
            starred=self.starred == "only",
            listed=form.listed or "",
            scope=tuple(self._scope().items()),
            measures=form._measures_shown(),
        )

    def _scope(self):
        """Return ``{what: ids}`` of what is asked about, no more than the user may know.

        It is what `directive.figures` calls a scope.
        """
        scope = {
            "agency": self._agencies_asked(),
            "issuer": self.issuer_ids.ids,
            "field": self.field_ids.ids,
        }
        return {what: ids for what, ids in scope.items() if ids}

    def _agencies_asked(self):
        if self.env.su or self._asks_about_all():
            return self.agency_ids.ids
        own = self.env.user._directive_seen_agencies()._branch()
        if not own:
            raise UserError(
                self.env._("You belong to no agency now: there are no figures you may ask for.")
            )
        chosen = self.agency_ids._origin
        asked = own & chosen if chosen else own
        if not asked:
            raise UserError(
                self.env._("You may ask for figures of your own agencies only: choose among them.")
            )
        return asked.ids

    def _asks_about_all(self):
        """Tell whether the user may ask about the whole province."""
        user = self.env.user
        return any(user.has_group(f"directive_tracking.group_directive_{one}") for one in ALL_ROLES)

    def _source(self):
        return self.env["directive.form.source"]._get(self.form_id.source)

    def _period_in_words(self):
        return self.env._(
            "Figures from %(first)s to %(last)s",
            first=f"{self.date_first:%d/%m/%Y}",
            last=f"{self.date_last:%d/%m/%Y}",
        )

    def _outlook_in_words(self):
        """Return a sentence that tells readers of a period that has not ended, else none."""
        today = self.env["directive.settings"]._today()
        if self.date_last <= today:
            return []
        return [
            self.env._(
                "The period has not ended: the figures are those of %(last)s if nothing changes "
                "after %(today)s.",
                last=f"{self.date_last:%d/%m/%Y}",
                today=f"{today:%d/%m/%Y}",
            )
        ]

    def _filters_in_words(self):
        """Return what is left out, one sentence for each filter."""
        named = {
            self.env._("Only these agencies"): self.agency_ids,
            self.env._("Only given by"): self.issuer_ids,
            self.env._("Only these fields of work"): self.field_ids,
        }
        words = [
            f"{label}: {', '.join(of.mapped('display_name'))}." for label, of in named.items() if of
        ]
        if self.starred == "only":
            words.append(self.env._("Only starred tasks."))
        return words
