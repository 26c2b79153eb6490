from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.recipient import Recipient
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.reception.duty import last_of

WARNED_FROM = 15  # day of the month: enough days are left to plan and announce a session
# A house that does not keep its register here has received nobody as far as it shows.
AT_WORK = """
SELECT agency_id FROM petition_visit WHERE date <= %(day)s
 UNION SELECT agency_id FROM petition_session WHERE date <= %(day)s
 UNION SELECT agency_id FROM petition_letter WHERE date_received <= %(day)s
"""


class PetitionReceptionMonth(models.Model):
    """A month in which the head of an agency receives citizens on fewer days than the law asks.

    The agency is told while there is time to plan a day, and once the month is over, when the agency
    above is told as well (Law on Reception of Citizens, articles 15, 18 and 26).
    """

    _name = "petition.reception.month"
    _description = "Month with Too Few Reception Days"
    _inherit = "petition.told.mixin"
    _order = "month desc, id"
    _rec_name = "number"
    _visible_by = ("agency_id", "told_id")
    _notice_path = "petition-reception-months"

    agency_id = fields.Many2one(
        "directive.agency", readonly=True, required=True, index=True, ondelete="restrict"
    )
    told_id = fields.Many2one(
        "directive.agency", string="Agency above", readonly=True, index=True, ondelete="restrict"
    )
    month = fields.Date(string="First day", readonly=True, required=True)
    number = fields.Char(string="Month", readonly=True)
    days_asked = fields.Integer(string="Days at least", readonly=True, aggregator=None)
    days_kept = fields.Integer(string="Days held", readonly=True, aggregator=None)
    date_told = fields.Date(string="Told on", readonly=True)
    is_over = fields.Boolean(string="Month over", readonly=True)

    _month_uniq = models.UniqueIndex(
        "(agency_id, month)", "Notices about this month have been sent already."
    )

    # Telling

    @api.model
    def _tell_heads(self, today):
        """Tell of this month while it can be mended, and of the last one as it was."""
        first = today.replace(day=1)
        if today.day >= WARNED_FROM:
            self._tell_month(first, is_over=False)
        self._tell_month((first - timedelta(days=1)).replace(day=1), is_over=True)

    @api.model
    def _tell_month(self, month, is_over):
        """Tell of ``month``, each agency once before it is over and once afterwards."""
        # The system counts for all; each agency sees its own row.
        rows = self.sudo().with_context(directive_workflow=WORKFLOW)
        known = {row.agency_id.id: row for row in rows.search([("month", "=", month)])}
        for agency, asked, kept in self._counts(month, is_over):
            row, is_short = known.get(agency.id, rows), kept < asked
            if row.is_over or (row and not is_over) or not (row or is_short):
                continue
            vals = {"days_asked": asked, "days_kept": kept, "is_over": is_over}
            row = rows._noted(row, agency, month, vals)
            if is_short:
                row._tell_people()

    @api.model
    def _counts(self, month, is_over):
        """Return ``[(agency, days asked, days held or still planned)]`` of those that work here."""
        last = last_of(month)
        states = ("held", "concluded") if is_over else ("planned", "held", "concluded")
        for name in ("petition.visit", "petition.session", "petition.letter"):
            self.env[name].flush_model()
        ids = [row[0] for row in self.env.execute_query(SQL(AT_WORK, day=last))]
        agencies = self.env["directive.agency"].sudo().browse(ids).filtered("active")  # of all
        balances = self.env["petition.reception.duty"]._balances(month, last, agencies, states)
        return [(one, balances[one.id][0], balances[one.id][2]) for one in agencies]

    @api.model
    def _noted(self, row, agency, month, vals):
        """Return the row of ``month`` with these values; the agency above sees a month that is over."""
        above = agency._above_in_petitions() if vals["is_over"] else agency.browse()
        is_told = vals["days_kept"] < vals["days_asked"]
        vals = {
            **vals,
            "told_id": above.id if is_told else False,
            "date_told": self.env["directive.settings"]._today(),
        }
        if row:
            row.write(vals)
            return row
        return self.create(
            {"agency_id": agency.id, "month": month, "number": f"{month:%m/%Y}", **vals}
        )

    def _tell_people(self):
        """Tell whoever can plan or answer for it; once the month is over, the agency above too."""
        self.ensure_one()
        own = self._managers_of(self.agency_id) + self._heads()
        if self.is_over:
            own += self._managers_of(self.told_id)
        event = "petition_reception_missed" if self.is_over else "petition_reception_due"
        self._tell(event, {self.id: list({one.partner_id: one for one in own}.values())})

    def _heads(self):
        """Return the head of the agency, as far as they may read this row."""
        members = self.agency_id.member_ids.filtered(
            lambda one: one.is_current and one.role == "head" and one.user_id.active
        )
        users = members.user_id
        if self.agency_id.kind == "office":
            users |= self.env["petition.matter"]._leaders()
        may = users.filtered(lambda user: self.sudo(False).with_user(user).has_access("read"))
        return [Recipient(user.partner_id.id, user.id, self.agency_id.id) for user in may]

    # What is said of it

    def _notice_item(self):
        words = self.env._(
            "%(kept)s of %(asked)s reception days", kept=self.days_kept, asked=self.days_asked
        )
        return super()._notice_item() | {"name": words}

    def _notice_count_words(self, count):
        return self.env._("%(count)s months with too few reception days", count=count)

    def _refuse(self):
        raise UserError(self.env._("A notice about a month of reception cannot be changed."))
