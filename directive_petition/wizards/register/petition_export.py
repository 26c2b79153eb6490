import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.register.export import STEPS, write_steps

REACHED = {  # what a matter must have before it stands in the sheet of a step
    "matter": (),
    "processing": ("date_outcome",),
    "settling": ("date_accepted",),
    "result": ("date_decided",),
    "enforcement": ("date_enforcing",),
}
MOST = 20_000  # matters of one file


class PetitionExport(models.TransientModel):
    """Export matters in the five steps of the national database, by the tables of columns and codes.

    Everything is read with the rights of the user: of a denunciation there is the code of the person
    alone, and no text that is sealed.
    """

    _name = "petition.export"
    _description = "Export to the National Database"

    agency_id = fields.Many2one(
        "directive.agency",
        string="Matters of",
        required=True,
        default=lambda self: self.env["petition.letter"]._default_agency(),
    )
    date_first = fields.Date(
        string="From", required=True, default=lambda self: self._default_days()[0]
    )
    date_last = fields.Date(
        string="Until", required=True, default=lambda self: self._default_days()[1]
    )
    matter_count = fields.Integer(string="Matters", compute="_compute_matter_count")
    missing_count = fields.Integer(
        string="Values without a code",
        compute="_compute_missing_count",
        help="Met in an export so far, and exported in our own words.",
    )
    repeated_count = fields.Integer(string="Exported before", compute="_compute_repeated")
    repeated_text = fields.Char(compute="_compute_repeated")
    log_id = fields.Many2one("petition.export.log", readonly=True, copy=False, ondelete="cascade")
    file = fields.Binary(compute="_compute_file")

    @api.model
    def _default_days(self):
        today = self.env["directive.settings"]._today()
        return today.replace(day=1), today

    @api.constrains("date_first", "date_last")
    def _check_days(self):
        known = self.filtered(lambda one: one.date_first and one.date_last)
        if any(one.date_first > one.date_last for one in known):
            raise ValidationError(
                self.env._("The period begins after it ends: correct one of its two days.")
            )

    def _domain(self):
        """Return which matters are exported: received in the period, or with a step in it."""
        within = [
            Domain(name, ">=", self.date_first) & Domain(name, "<=", self.date_last)
            for name in ("date_received", "step_ids.day")
        ]
        return Domain("agency_id", "=", self.agency_id.id) & Domain.OR(within)

    @api.depends("agency_id", "date_first", "date_last")
    def _compute_matter_count(self):
        for wizard in self:
            ready = wizard.date_first and wizard.date_last
            wizard.matter_count = (
                self.env["petition.matter"].search_count(wizard._domain()) if ready else 0
            )

    def _compute_missing_count(self):
        self.missing_count = self.env["petition.export.code"].search_count([("code", "=", False)])

    @api.depends("agency_id", "date_first", "date_last")
    def _compute_repeated(self):
        """Say how many of the matters were exported before, and when the last time."""
        logs = self.env["petition.export.log"]
        for wizard in self:
            ready = wizard.date_first and wizard.date_last
            matters = wizard._matters() if ready else self.env["petition.matter"]
            wizard.repeated_count = len(logs._exported_before(matters))
            last = logs.search([("agency_id", "=", wizard.agency_id.id)], limit=1)
            wizard.repeated_text = bool(wizard.repeated_count and last) and self.env._(
                "%(count)s of these matters were exported before, the last time on %(day)s by "
                "%(who)s: the file then holds them as they are now.",
                count=wizard.repeated_count,
                day=self.env["directive.settings"]._moment_in_words(last.date),
                who=last.signer_name,
            )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([{**vals, "log_id": False} for vals in vals_list])

    def write(self, vals):
        """Another period is another export: its file is written down again first."""
        if self.env.context.get("petition_exporting") is WORKFLOW:
            return super().write(vals)
        return super().write({**vals, "log_id": False})

    def _compute_file(self):
        """Only what was written down as exported is in a file."""
        for wizard in self:
            # Whoever wrote down an export reads its rows, with their own rights.
            matters = wizard.sudo().log_id.matter_ids.sudo(False) & wizard._matters()
            content = write_steps(wizard._sheets(matters)[0]) if matters else b""
            wizard.file = base64.b64encode(content) or False

    def _matters(self):
        return self.env["petition.matter"].search(self._domain(), limit=MOST, order="id")

    def _sheets(self, matters):
        """Return ``([(title, headers, rows)], {(value, key): words})``: the sheets, what has no code."""
        matters = matters.sorted("id")
        columns = self.env["petition.export.field"].search([("step", "!=", False)])
        codes = self.env["petition.export.code"]._codes()
        titles = dict(columns._fields["step"]._description_selection(self.env))
        sheets, missing = [], {}
        for step, _label in STEPS:
            own = columns.filtered(lambda one, step=step: one.step == step)
            reached = matters.filtered(
                lambda one, step=step: all(one[name] for name in REACHED[step])
            )
            rows = [[self._cell(one, matter, codes, missing) for one in own] for matter in reached]
            sheets.append((titles[step], own.mapped("name"), rows))
        return sheets, missing

    def _cell(self, column, matter, codes, missing):
        words, key = column._read(matter)
        if not key:
            return words
        code = codes.get((column.value, key))
        if not code:
            missing[column.value, key] = words
        return code or words

    def action_download(self):
        """Download the file, once it is written down who exports which matters.

        Values without a code are noted for the managers.

        :raises UserError: if there is nothing to export
        """
        self.ensure_one()
        self.check_access("read")
        if not self.matter_count:
            raise UserError(self.env._("No matter was received or went on in this period."))
        if self.matter_count > MOST:
            raise UserError(self.env._("Too many matters for one file: choose a shorter period."))
        matters = self._matters()
        log = self.env["petition.export.log"]._note(
            self.agency_id, self.date_first, self.date_last, matters
        )
        self.env["petition.export.code"]._note(self._sheets(matters)[1])
        self.with_context(petition_exporting=WORKFLOW).log_id = log
        name = self.env._(
            "Petitions %(first)s–%(last)s", first=self.date_first, last=self.date_last
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file/{name}.xlsx?download=true",
            "target": "self",
        }
