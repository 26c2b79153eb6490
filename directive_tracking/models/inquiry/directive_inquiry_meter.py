from odoo import api, fields, models

SHOWN = 3


class DirectiveInquiry(models.Model):
    """The load of the agencies this week, before they are asked for more."""

    _inherit = "directive.inquiry"

    load_text = fields.Text(
        string="Asked of these agencies this week", compute="_compute_load_text", exportable=False
    )

    @api.depends("agency_ids", "agency_group_ids.agency_ids", "asked_agency_ids", "state")
    def _compute_load_text(self):
        for inquiry in self:
            inquiry.load_text = "; ".join(inquiry._load_in_words())

    def _load_in_words(self):
        """Return the load of each of the most burdened agencies."""
        rows = self.env["directive.inquiry.load"]._of_this_week(self._agencies())
        words = [
            self.env._(
                "%(agency)s: %(messages)s messages and %(reports)s reports",
                agency=row.agency_id.short_name or row.agency_id.name,
                messages=row.message_count,
                reports=row.report_count,
            )
            for row in rows[:SHOWN]
        ]
        more = len(rows) - SHOWN
        return words + ([self.env._("and %(count)s more", count=more)] if more > 0 else [])

    def action_open_load(self):
        """Open what was asked of these agencies, week by week."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_inquiry_load_action"
        )
        agencies = self._agencies()
        return dict(action, domain=[("agency_id", "in", agencies.ids)]) if agencies else action
