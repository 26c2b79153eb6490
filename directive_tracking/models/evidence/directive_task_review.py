from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.agency.fate import KEPT
from ...tools.workflow import LEAD_AGENCY, OFFICE

TIERS = [(LEAD_AGENCY, "In the agency"), (OFFICE, "At the Office")]
OUTCOMES = [
    ("submitted", "Submitted to the Office"),
    ("accepted", "Accepted"),
    ("returned", "Returned"),
    ("reopened", "Reopened after acceptance"),
]
# The line of the trail by which the Office judged a report. A report returned without such a line
# was returned within its agency, by whoever wrote it last.
TAKE_OVER = """
INSERT INTO directive_task_review (
       report_id, task_id, agency_id, user_id, date, tier, outcome, note, signer_name, signer_post,
       create_uid, create_date)
SELECT report.id, report.task_id, report.agency_id, COALESCE(line.user_id, report.write_uid, 1),
       COALESCE(line.date, report.write_date), CASE WHEN line.id IS NULL THEN 'lead_agency'
       ELSE 'office' END, report.review_state, COALESCE(report.review_note, line.note),
       COALESCE(line.signer_name, person.name), line.signer_post, 1, now() AT TIME ZONE 'UTC'
  FROM directive_task_progress report
  JOIN res_users judge ON judge.id = COALESCE(report.write_uid, 1)
  JOIN res_partner person ON person.id = judge.partner_id
  LEFT JOIN LATERAL (
       SELECT * FROM directive_transition trail
        WHERE trail.task_id = report.task_id
          AND (report.review_state = 'accepted' AND trail.verb = 'accept'
               OR report.review_state = 'returned' AND trail.verb IN ('return', 'reopen')
                  AND (report.review_note IS NULL OR trail.note = report.review_note))
        ORDER BY trail.id DESC LIMIT 1) line ON TRUE
 WHERE report.kind = 'completion' AND report.review_state IN ('accepted', 'returned')
   AND NOT EXISTS (SELECT FROM directive_task_review there WHERE there.report_id = report.id)
 ORDER BY report.id
"""
NEWEST_ACCEPTED = """
SELECT max(id) FROM directive_task_progress
 WHERE task_id = ANY(%s) AND kind = 'completion' AND review_state = 'accepted'
 GROUP BY task_id
"""


class DirectiveTaskReview(models.Model):
    """One judgement of a completion report: by the agency's own head, or by the Office.

    The rows of a report are its history; the report itself shows only the last one.
    """

    _name = "directive.task.review"
    _description = "Review of a Completion Report"
    _inherit = [
        "directive.evidence.mixin",
        "directive.trail.mixin",
        "directive.task.search.mixin",
    ]
    _signatures = {"user_id": "signer"}
    _order = "id"
    _rec_name = "outcome"

    report_id = fields.Many2one(
        "directive.task.progress", required=True, index=True, ondelete="cascade"
    )
    version = fields.Integer(related="report_id.version", related_sudo=False)
    task_id = fields.Many2one("directive.task", required=True, index=True, ondelete="cascade")
    agency_id = fields.Many2one("directive.agency", required=True, index=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    date = fields.Datetime(string="At", required=True)
    tier = fields.Selection(TIERS, string="Where", required=True)
    outcome = fields.Selection(OUTCOMES, required=True)
    note = fields.Text(string="Reason")

    _returned_idx = models.Index("(task_id, tier) WHERE outcome = 'returned'")

    def _refuse(self):
        raise UserError(
            self.env._("The reviews of a report are kept by the system and cannot be changed.")
        )

    @api.model
    def _log(self, reports, outcome, tier, note=None):
        """Add one row for each of ``reports``; the step that calls it has checked the user.

        One statement reads and writes: each step on a task passes here.
        """
        self._add_rows(outcome, tier, note, SQL("id = ANY(%s)", reports.ids))

    @api.model
    def _judge(self, tasks, verb, outcome, note):
        """Judge the completion reports of ``tasks`` that wait for the Office, and add their rows.

        Reopening adds a row to the newest accepted report as well.
        """
        Report = self.env["directive.task.progress"]
        Report.flush_model(["kind", "review_state", "review_note"])
        judged = SQL(
            """
            WITH judged AS (
                UPDATE directive_task_progress
                   SET review_state = %s, review_note = %s, write_uid = %s, write_date = %s
                 WHERE task_id = ANY(%s) AND kind = 'completion' AND review_state = 'pending'
                RETURNING id)
            """,
            outcome,
            note or None,
            self.env.uid,
            fields.Datetime.now(),
            tasks.ids,
        )
        which = SQL("id IN (SELECT id FROM judged)")
        if verb == "reopen":
            which = SQL("%s OR id IN (%s)", which, SQL(NEWEST_ACCEPTED, tasks.ids))
        # The statement reads each report as it was before.
        outcomes = SQL("CASE review_state WHEN 'accepted' THEN 'reopened' ELSE %s END", outcome)
        self._add_rows(outcomes, OFFICE, note, which, before=judged)
        Report.invalidate_model(["review_state", "review_note", "can_send_back"], flush=False)

    @api.model
    def _add_rows(self, outcome, tier, note, which, before=None):
        """Add one row for each report that meets the condition ``which``.

        :param before: a statement whose result ``which`` names
        """
        signature = self._signature(self.env.user)
        self.env.cr.execute(
            SQL(
                """
                %(before)s INSERT INTO directive_task_review (
                       report_id, task_id, agency_id, user_id, date, tier, outcome, note,
                       signer_name, signer_post, create_uid, create_date)
                SELECT id, task_id, agency_id, %(uid)s, %(now)s, %(tier)s, %(outcome)s, %(note)s,
                       %(name)s, %(post)s, %(uid)s, %(now)s
                  FROM directive_task_progress WHERE %(which)s ORDER BY id
                """,
                uid=self.env.uid,
                now=fields.Datetime.now(),
                tier=tier,
                outcome=outcome,
                note=note or None,
                name=signature["signer_name"],
                post=signature["signer_post"] or None,
                which=which,
                before=before or SQL(),
            )
        )
        for model in ("directive.task", "directive.task.progress"):
            self.env[model].invalidate_model(["review_ids"], flush=False)

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}

    @api.model
    def _take_over(self):
        """Write the reviews of reports that were judged without leaving a row here."""
        self.env.flush_all()
        self.env.cr.execute(SQL(TAKE_OVER))
        self.env.invalidate_all()

    # Found by its words, a number or the agency

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "note")
