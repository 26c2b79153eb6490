from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ...tools.letter.words import KINDS, RESULTS, SOURCES
from ...tools.letter.workflow import OUTCOMES

_lt = LazyTranslate(__name__)

DOUBTS = {
    "missing_date": _lt("The file gives no day of receipt: enter it."),
    "impossible_date": _lt("The file gives a day that does not exist (%s): enter the right one."),
    "month_only": _lt("The file gives only the month (%s): enter the day."),
    "us_date": _lt("%s was read as month/day/year."),
    "future_date": _lt("%s is after the day up to which the register was kept."),
    "out_of_order": _lt("%s does not fit among the rows around it."),
    "date_order": _lt("The decision (%s) is older than the receipt."),
    "duplicate_number": _lt("Number %s appears twice."),
    "households": _lt("Households were counted as one person each."),
    "count_unknown": _lt("The file does not say how many people: enter it in the letter."),
    "count_conflict": _lt("Number of people in the column / by the names: %s."),
    "id_padded": _lt("An identity number had lost its leading zero, which was put back."),
    "kind_conflict": _lt("The column says %s, the first words another kind: check."),
    "kind_unknown": _lt("The file does not say of which kind it is: choose it."),
    "not_a_petition": _lt("It seems to be no petition: choose its kind, or leave it out."),
    "several_matters": _lt("Several matters in one cell (%s)."),
    "hidden_row": _lt("Row %s is hidden in the file."),
}
SETTLED_BY_DAY = ("missing_date", "impossible_date", "month_only")
SETTLED_BY_KIND = ("kind_unknown", "not_a_petition")


class PetitionRegisterImportLine(models.TransientModel):
    """One row of a register as understood; it can be corrected before it becomes a letter."""

    _name = "petition.register.import.line"
    _description = "Row of a Register"
    _inherit = ["directive.filled.mixin"]
    _transient_max_hours = 72
    _order = "sequence, id"

    import_id = fields.Many2one(
        "petition.register.import", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=1000000)
    place = fields.Char(string="In the file", readonly=True)
    row_key = fields.Char(readonly=True)
    at = fields.Json(readonly=True)
    is_included = fields.Boolean(string="Take over", default=True)
    left_why = fields.Char(string="Why it is left out", readonly=True)

    number = fields.Char(readonly=True)
    date_text = fields.Char(string="Day in the file", readonly=True)
    date_received = fields.Date(string="Received on")
    source = fields.Selection(SOURCES, string="How it came")
    people = fields.Char(readonly=True, help="Of a denunciation nobody is named here.")
    kind = fields.Selection(KINDS)
    kinds = fields.Json(readonly=True, help="The kind of each matter, as the file says.")
    matter_count = fields.Integer(string="Number of matters", readonly=True)
    content = fields.Text(readonly=True, help="Of a denunciation nothing is shown here.")
    outcome = fields.Selection(OUTCOMES, readonly=True)
    state_text = fields.Char(string="State in the file", readonly=True)
    result = fields.Selection(RESULTS)
    repeats = fields.Char(string="Repeats or follows", readonly=True)

    problems = fields.Json(readonly=True)
    warning = fields.Text(compute="_compute_warning", store=True)
    is_incomplete = fields.Boolean(compute="_compute_is_incomplete", store=True)

    @api.depends("is_included", "date_received", "kind", "kinds")
    def _compute_is_incomplete(self):
        today = self.env["directive.settings"]._today()
        for line in self:
            day = line.date_received
            lacks = not day or day > today or not line._kinds_are_known()
            line.is_incomplete = line.is_included and lacks

    def _kinds_are_known(self):
        return bool(self.kind or self.kinds and all(self.kinds))

    def _kind_of(self, place):
        """Return the kind of one of its matters: the one chosen where the file says none."""
        said = (self.kinds or [])[place]
        return self.kind if said is None or self.matter_count == 1 else said

    @api.depends("problems", "date_received", "kind", "left_why")
    def _compute_warning(self):
        for line in self:
            sentences = [
                self.env._(DOUBTS[code]) % ((value or "–",) if "%s" in str(DOUBTS[code]) else ())
                for code, value in line.problems or ()
                if code in DOUBTS and not line._is_settled(code)
            ]
            if line.left_why:
                sentences.insert(0, line.left_why)
            line.warning = "\n".join(dict.fromkeys(sentences)) or False

    def _is_settled(self, code):
        """Tell whether the row no longer has this problem."""
        if code in SETTLED_BY_DAY:
            return bool(self.date_received)
        return code in SETTLED_BY_KIND and bool(self.kind)

    def write(self, vals):
        """What turns out to be a denunciation names nobody in the preview any more."""
        if vals.get("kind") == "denunciation":
            vals = {**vals, "people": False, "content": False}
            return super(PetitionRegisterImportLine, self._filling()).write(vals)
        return super().write(vals)
