from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.likeness import likeness_key_sql
from ...tools.workflow import DRAFT

NAMES_SHOWN = 5
# The questions of other running reports that say nearly the same, with the agencies asked both.
ALIKE = """
  WITH mine AS (
       SELECT question.id, question.name, %(my_key)s AS key
         FROM directive_inquiry_question AS question
        WHERE question.inquiry_id = %(inquiry)s AND question.kind != 'figure')
SELECT mine.name, other.name, inquiry.name, count(*)
  FROM mine
  JOIN directive_inquiry_question AS other
    ON other.kind != 'figure' AND similarity(%(other_key)s, mine.key) >= %(share)s
  JOIN directive_inquiry AS inquiry ON inquiry.id = other.inquiry_id
  JOIN directive_inquiry_asked_rel AS asked ON asked.directive_inquiry_id = inquiry.id
 WHERE inquiry.id != %(inquiry)s AND inquiry.state = 'running'
   AND asked.directive_agency_id = ANY(%(agencies)s)
   AND daterange(%(first)s, %(last)s, '[]') && %(asked_days)s
 GROUP BY mine.id, mine.name, other.id, other.name, inquiry.id, inquiry.name
 ORDER BY mine.id, count(*) DESC, other.id
"""
# A periodic report goes on until its last period, or without end.
ASKED_DAYS = """
daterange(COALESCE(inquiry.date_from, inquiry.date_to),
          CASE WHEN inquiry.frequency IS NULL THEN inquiry.date_to ELSE inquiry.date_until END, '[]')
"""


class DirectiveInquiry(models.Model):
    """One question asked twice of an agency in a period is noticed before it is issued.

    Questions are compared by trigrams without case, diacritics and punctuation. Official figures
    are left out: they cost the agency nothing.
    """

    _inherit = "directive.inquiry"

    alike = fields.Text(string="Asked already", compute="_compute_alike", exportable=False)
    despite_note = fields.Text(
        string="Why it is asked anyway",
        help="Needed where the same is asked of the same agencies already.",
    )

    @api.depends("question_ids.name", "question_ids.kind", "agency_ids", "agency_group_ids")
    @api.depends("date_from", "date_to", "date_until", "frequency", "state")
    def _compute_alike(self):
        for inquiry in self:
            is_draft = inquiry.state == DRAFT and inquiry._origin
            found = inquiry._origin._find_alike() if is_draft else ()
            inquiry.alike = "\n".join(found)

    def _find_alike(self):
        """Return a sentence for each question that another report asks of the same agencies."""
        self.env["directive.inquiry.question"].flush_model()
        self.flush_model()
        agencies = self._agencies()
        if not agencies or not self.date_to:
            return []
        percent = self.env["directive.settings"]._get("likeness_percent")
        rows = self.env.execute_query(
            SQL(
                ALIKE,
                inquiry=self.id,
                share=percent / 100,
                agencies=agencies.ids,
                first=self.date_from or self.date_to,
                last=self.date_until or None if self.frequency else self.date_to,
                asked_days=SQL(ASKED_DAYS),
                my_key=SQL(likeness_key_sql("question.name")),
                other_key=SQL(likeness_key_sql("other.name")),
            )
        )
        return [self._alike_in_words(*row) for row in rows]

    def _alike_in_words(self, mine, other, inquiry, count):
        return self.env._(
            "“%(mine)s” is asked of %(count)s of these agencies already: “%(other)s” in “%(report)s”.",
            mine=mine,
            count=count,
            other=other,
            report=inquiry,
        )

    def _check_asked_once(self):
        """Raise where the same is asked already and nobody has said why it is asked again."""
        found = self._find_alike()
        if found and not (self.despite_note or "").strip():
            raise UserError(
                "\n".join(
                    [
                        *found[:NAMES_SHOWN],
                        self.env._(
                            "Take these questions out and use the answers there, or say why they "
                            "are asked anyway."
                        ),
                    ]
                )
            )
