from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.likeness import lengths, likeness_key
from ...tools.workflow import DRAFT
from ..agency.groups import OFFICE_OR_LEADER
from ..task.directive_task import OPEN_SQL

MOST = 20  # shown of each
ON_DRAFT = "directive_on_draft"  # in the context: the form of the draft is on the screen
# Equal texts are compared once: an order to all communes is the same text a hundred times.
ALIKE = """
  WITH asked AS (
       SELECT * FROM unnest(%(numbers)s::int[], %(keys)s::text[], %(leads)s::int[],
                            %(least)s::int[], %(most)s::int[])
              AS asked(number, key, lead, least, most)),
       near AS MATERIALIZED (
       SELECT asked.number, asked.key, task.id, task.name_key
         FROM asked JOIN directive_task AS task ON task.lead_agency_id = asked.lead
        WHERE task.%(is_open)s AND length(task.name_key) BETWEEN asked.least AND asked.most),
       pair AS MATERIALIZED (
       SELECT key, name_key, similarity(key, name_key) AS likeness
         FROM (SELECT DISTINCT key, name_key FROM near) AS texts)
SELECT near.number, near.id, pair.likeness
  FROM near JOIN pair USING (key, name_key)
 WHERE pair.likeness >= %(share)s
 ORDER BY near.number, pair.likeness DESC, near.id DESC
"""


class DirectiveTask(models.Model):
    """Open tasks of the same agency that say nearly the same, shown before another is given.

    Contents are compared by trigrams without case, diacritics and punctuation.
    """

    _inherit = "directive.task"

    name_key = fields.Char(
        compute="_compute_name_key", store=True, copy=False, prefetch=False, exportable=False
    )
    alike_task_ids = fields.Many2many(
        "directive.task", string="Similar open tasks", compute="_compute_alike"
    )
    alike_count = fields.Integer(compute="_compute_alike", string="Number of similar open tasks")
    likeness_ids = fields.One2many(
        "directive.task.likeness", "task_id", readonly=True, groups=OFFICE_OR_LEADER
    )
    later_likeness_ids = fields.One2many(
        "directive.task.likeness", "other_id", readonly=True, groups=OFFICE_OR_LEADER
    )
    has_relations = fields.Boolean(compute="_compute_has_relations", groups=OFFICE_OR_LEADER)

    @api.depends("name")
    def _compute_name_key(self):
        for task in self:
            task.name_key = likeness_key(task.name)

    @api.depends("name", "lead_agency_id", "state", "likeness_ids")
    @api.depends_context("uid")
    def _compute_alike(self):
        drafts = self.filtered(lambda task: task.state in (False, DRAFT))
        found = self._find_alike(
            [(number, task.name, task.lead_agency_id.ids) for number, task in enumerate(drafts)]
        )
        known = drafts.sudo()._judged()  # a pair is known whoever judged it
        for task in self:
            task.alike_task_ids, task.alike_count = False, 0
        for number, task in enumerate(drafts):
            alike = found[number] - known[task._origin] - task._origin
            task.alike_task_ids, task.alike_count = alike, len(alike)

    def _judged(self):
        """Return ``{task: tasks about which somebody has decided how they are related to it}``."""
        judged = defaultdict(self.browse)
        for row in self._origin.likeness_ids:
            judged[row.task_id] |= row.other_id
        return judged

    @api.depends("likeness_ids", "later_likeness_ids")
    def _compute_has_relations(self):
        for task in self:
            rows = task.likeness_ids | task.later_likeness_ids
            task.has_relations = bool(rows.filtered(lambda row: row.kind != "different"))

    @api.model
    def _find_alike(self, asked):
        """Return ``{number: similar open tasks that the user may read, the most similar first}``.

        One statement, however many texts are asked for.

        :param asked: ``[(number, content, ids of lead agencies)]``
        """
        found = defaultdict(self.browse)
        percent = self.env["directive.settings"]._get("likeness_percent")
        rows = [
            (number, key, lead, *lengths(key, percent))
            for number, text, leads in asked
            if (key := likeness_key(text))
            for lead in leads
        ]
        if not rows:
            return found
        self.flush_model(["name_key", "state", "lead_agency_id"])
        columns = zip(
            ("numbers", "keys", "leads", "least", "most"), zip(*rows, strict=True), strict=True
        )
        alike = self.env.execute_query(
            SQL(
                ALIKE,
                **{name: list(column) for name, column in columns},
                is_open=SQL(OPEN_SQL),
                share=percent / 100,
            )
        )
        visible = set(self.browse({row[1] for row in alike})._filtered_access("read")._ids)
        ids = defaultdict(list)
        for number, task_id, _likeness in alike:
            if task_id in visible and len(ids[number]) < MOST:
                ids[number].append(task_id)
        return found | {number: self.browse(some) for number, some in ids.items()}

    def _stamp_reopen(self, settings):
        """Compare a reopened task again: keys of tasks that ended long ago may be missing."""
        stamp = super()._stamp_reopen(settings)
        return lambda task: {**stamp(task), "name_key": likeness_key(task.name)}

    def _doubts(self):
        """Name the drafts that say nearly what an open task of their agency says."""
        doubtful = self.filtered("alike_count")
        sentence = self.env._("The same agency has open tasks similar to: %(tasks)s.")
        return super()._doubts() + (
            [sentence % {"tasks": doubtful._some_names()}] if doubtful else []
        )

    def action_open_alike(self):
        """Show the open tasks like these drafts, to link, merge or keep them apart."""
        self.check_access("read")
        return self.env["directive.likeness.check"]._of(self)._open()
