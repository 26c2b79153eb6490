from odoo import api, fields, models
from odoo.tools import SQL

from ...models.agency.directive_agency import KINDS as AGENCY_KINDS

KINDS = [("part", "Part of a task"), ("opinion", "Opinion")]
# Parts and opinions have ids of their own: even numbers for one, odd ones for the other.
ROWS = """
SELECT owed.*, 1 AS asked_count, (owed.days_waited > 0)::int AS late_count,
       (owed.date_ended IS NULL)::int AS open_count,
       (owed.date_ended IS NULL AND owed.days_waited > 0)::int AS open_late_count
  FROM (SELECT row.*, task.directive_id, task.lead_agency_id, task.issuer_id, task.field_id,
               agency.kind AS agency_kind, agency.parent_id AS parent_agency_id,
               COALESCE(GREATEST(0, COALESCE(
                   row.date_ended,
                   CASE WHEN task.state = 'suspended' THEN task.date_suspended END,
                   %(today)s) - row.date_deadline), 0) AS days_waited
          FROM (SELECT 2 * id AS id, 'part' AS kind, task_id, agency_id, date_deadline, date_ended
                  FROM directive_task_coordination
                 UNION ALL
                SELECT 2 * id + 1, 'opinion', task_id, agency_id, date_deadline, date_ended
                  FROM directive_task_opinion WHERE state <> 'withdrawn') AS row
          JOIN directive_task AS task ON task.id = row.task_id
          JOIN directive_agency AS agency ON agency.id = row.agency_id
         WHERE task.state NOT IN ('draft', 'revoked')) AS owed
"""


class DirectiveCoordinationStatistics(models.Model):
    """Delays in coordination: one row per part and opinion of assigned tasks, for pivot and graph.

    The query is built at run time, because it contains the current day. Access follows the task.
    """

    _name = "directive.coordination.statistics"
    _description = "Coordination Statistics"
    _inherit = ["directive.own.mixin", "directive.task.search.mixin"]
    _auto = False
    _order = "id"
    _rec_name = "agency_id"
    _depends = {
        "directive.task.coordination": ["task_id", "agency_id", "date_deadline", "date_ended"],
        "directive.task.opinion": ["task_id", "agency_id", "date_deadline", "date_ended", "state"],
        "directive.task": [
            "state",
            "date_suspended",
            "directive_id",
            "lead_agency_id",
            "issuer_id",
            "field_id",
        ],
        "directive.agency": ["kind", "parent_id"],
    }

    task_id = fields.Many2one("directive.task", readonly=True)
    directive_id = fields.Many2one("directive.directive", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    agency_id = fields.Many2one("directive.agency", string="Coordinating agency", readonly=True)
    agency_kind = fields.Selection(AGENCY_KINDS, string="Kind of agency", readonly=True)
    parent_agency_id = fields.Many2one("directive.agency", string="Higher agency", readonly=True)
    lead_agency_id = fields.Many2one("directive.agency", string="Lead agency", readonly=True)
    issuer_id = fields.Many2one("directive.issuer", string="Given by", readonly=True)
    field_id = fields.Many2one("directive.field", string="Field of work", readonly=True)
    date_deadline = fields.Date(string="Inner deadline", readonly=True)
    date_ended = fields.Date(string="Waiting ended on", readonly=True)

    asked_count = fields.Integer(string="Times asked", readonly=True)
    late_count = fields.Integer(string="Late", readonly=True)
    open_count = fields.Integer(string="Still open", readonly=True)
    open_late_count = fields.Integer(string="Open and late", readonly=True)
    days_waited = fields.Integer(string="Days of waiting", readonly=True)

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "lead_agency_id")

    @property
    def _table_query(self):
        return SQL(ROWS, today=self.env["directive.settings"]._today())

    def action_open_task(self):
        """Open the task behind this row."""
        self.ensure_one()
        self.check_access("read")
        return self.task_id._get_records_action()
