from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ...models.agency.directive_agency import KINDS as AGENCY_KINDS
from ...models.directive.directive_directive import SOURCES
from ...models.task.finding.directive_task_figures import TIMELINESS
from ...models.task.finding.task_sql import TaskSQL
from ...tools.urgency import URGENCIES
from ...tools.workflow import STATES

STAGE_LABELS = [("not_begun", "Not begun"), ("in_hand", "In hand"), ("processed", "Processed")]
SHOWN_COLUMNS = (
    "name", "number", "point", "directive_id", "lead_agency_id", "issuer_id", "field_id",
    "source", "urgency", "monitor_id", "state", "date_assigned", "date_deadline",
    "date_last_news", "is_starred", "rework_count", "extension_count",
)  # fmt: skip
RANKS = {
    "official_class": [value for value, _label in TIMELINESS],
    "stage": [value for value, _label in STAGE_LABELS],
}
# Few records, by whose place groups are put in order.
CATALOGUES = ("directive.agency", "directive.issuer", "directive.field")
RATE = {"readonly": True, "aggregator": "avg"}  # of tasks, as percentages
# The mark that each count counts.
COUNTED = {
    "done_count": "done",
    "open_count": "open",
    "closed_count": "closed",
    "due_soon_count": "due_soon",
    "overdue_count": "open_overdue",
    "long_overdue_count": "overdue_over_30",
    "silent_count": "silent",
    "reported_count": "awaiting_acceptance",
    "not_received_count": "not_received",
    "fresh_count": "fresh_open",
}
# Those of tasks that are not done.
OPEN_COUNTS = COUNTED.keys() - {"done_count", "closed_count"}


class DirectiveStatistics(models.Model):
    """The official figures, one row per assigned task; pivot, graph and reports add them up.

    Drafts and revoked tasks have no row. Closed ones have a row without class: they are shown
    next to the five classes, never in them. So in any set of rows ``task_count = done_count +
    open_count + closed_count``, and among rows with a class done + open = total.

    The query is built at run time, not at installation: it contains the current day, time zone
    and settings. The context key ``directive_reference_day`` (a date or its text) selects a later
    day; what was true on an earlier one stands in the trail, not in the tasks. Delegated tasks
    have no row, unless the context key ``directive_with_delegated`` asks for them. The id is the
    id of the task, and access follows the task through the same relation.
    """

    _name = "directive.statistics"
    _description = "Directive Statistics"
    _inherit = ["directive.visibility.mixin", "directive.search.mixin"]
    _auto = False
    _order = "date_deadline, id"
    _rec_names_search = ["name", "number"]
    _depends = {
        "directive.task": [
            *SHOWN_COLUMNS,
            "date_reported",
            "date_done",
            "parent_id",
            "visible_agency_ids",
        ],
        "directive.agency": ["kind", "parent_id"],
    }

    # Those of the task, whose table this is.
    visible_agency_ids = fields.Many2many(
        relation="directive_task_visible_agency_rel",
        column1="task_id",
        column2="agency_id",
        compute=None,
    )

    # The task and its dimensions
    task_id = fields.Many2one("directive.task", readonly=True)
    name = fields.Char(string="Content", readonly=True)
    number = fields.Char(readonly=True)
    point = fields.Char(readonly=True)
    directive_id = fields.Many2one("directive.directive", readonly=True)
    lead_agency_id = fields.Many2one("directive.agency", string="Lead agency", readonly=True)
    agency_kind = fields.Selection(AGENCY_KINDS, string="Kind of agency", readonly=True)
    parent_agency_id = fields.Many2one("directive.agency", string="Higher agency", readonly=True)
    issuer_id = fields.Many2one("directive.issuer", string="Given by", readonly=True)
    field_id = fields.Many2one("directive.field", string="Field of work", readonly=True)
    source = fields.Selection(SOURCES, readonly=True)
    urgency = fields.Selection(URGENCIES, readonly=True)
    monitor_id = fields.Many2one("res.users", string="Office specialist", readonly=True)
    is_starred = fields.Boolean(string="Starred", readonly=True)
    is_delegated = fields.Boolean(string="Delegated", readonly=True)
    state = fields.Selection(STATES, readonly=True)
    stage = fields.Selection(STAGE_LABELS, readonly=True)
    official_class = fields.Selection(
        TIMELINESS, string="Class", readonly=True, help="Empty: closed without result."
    )
    date_assigned = fields.Date(string="Assigned on", readonly=True)
    date_deadline = fields.Date(string="Deadline", readonly=True)
    date_completed = fields.Date(
        string="Completed on",
        readonly=True,
        help="Day of the report or of its acceptance, depending on the settings.",
    )
    date_last_news = fields.Date(string="Last news", readonly=True)
    report_month = fields.Date(
        string="Report month",
        readonly=True,
        help="The reporting month of the assignment: from the 15th of the previous month to "
        "the 14th (Decree 09/2019/NĐ-CP).",
    )

    # Counts: 0 or 1 per task, so that every total is a sum
    task_count = fields.Integer(string="Tasks", readonly=True)
    done_count = fields.Integer(string="Done", readonly=True)
    open_count = fields.Integer(string="Not finished", readonly=True)
    closed_count = fields.Integer(string="Closed without result", readonly=True)
    dated_count = fields.Integer(string="With deadline", readonly=True)
    undated_count = fields.Integer(string="Without deadline", readonly=True)
    due_soon_count = fields.Integer(string="Due soon", readonly=True)
    overdue_count = fields.Integer(string="Overdue", readonly=True)
    long_overdue_count = fields.Integer(string="Overdue more than 30 days", readonly=True)
    silent_count = fields.Integer(string="No deadline, inactive", readonly=True)
    reported_count = fields.Integer(string="Awaiting acceptance", readonly=True)
    not_received_count = fields.Integer(string="Not received", readonly=True)
    fresh_count = fields.Integer(string="With recent news", readonly=True)
    days_overdue = fields.Integer(readonly=True)
    rework_count = fields.Integer(string="Times returned", readonly=True)
    extension_count = fields.Integer(string="Times extended", readonly=True)

    # Rates: 0 or 100 per task, empty where the task does not enter the rate
    completion_rate = fields.Float(
        string="Completion rate (%)",
        **RATE,
        help="Done tasks as a percentage of all tasks.",
    )
    on_time_rate = fields.Float(
        string="On-time rate (%)",
        **RATE,
        help="Tasks done on time as a percentage of done tasks with a deadline.",
    )
    freshness_rate = fields.Float(
        string="Freshness rate (%)",
        **RATE,
        help="Percentage of open tasks with recent news.",
    )
    extension_rate = fields.Float(
        string="Extension rate (%)",
        **RATE,
        help="Percentage of tasks extended at least once.",
    )
    rework_rate = fields.Float(
        string="Rework rate (%)",
        **RATE,
        help="Percentage of tasks returned at least once.",
    )

    def _reference_day(self):
        """Return the reference day of the figures: the one asked for, else today.

        :raises UserError: for what is no day, and for a day that is over
        """
        asked = self.env.context.get("directive_reference_day")
        today = self.env["directive.settings"]._today()
        try:
            day = fields.Date.to_date(asked) or today
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._(
                    "“%(asked)s” is not a valid day for figures: write it as 2026-11-30.",
                    asked=asked,
                )
            ) from error
        if day < today:
            raise UserError(
                self.env._(
                    "The statistics show tasks as they stand today, not as they stood on %(day)s. "
                    "For a day or a period that is over, open “Official forms”.",
                    day=format_date(self.env, day),
                )
            )
        return day

    def _read_group_orderby(self, order, groupby_terms, query):
        """Show classes and stages in the order of the published forms, not of the alphabet."""
        ranked = {
            name: SQL("array_position(%s::varchar[], %s::varchar)", values, groupby_terms[name])
            for name, values in RANKS.items()
            if name in groupby_terms
        }
        terms = groupby_terms | ranked
        grouped = self.with_context(directive_of_groups=True)
        result = super(DirectiveStatistics, grouped)._read_group_orderby(order, terms, query)
        # The parent may have added its order terms to the others.
        groupby_terms.update((name, terms[name]) for name in terms.keys() - ranked.keys())
        return result

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Put groups in order by the place of a record, which is not joined to a million tasks."""
        field = self._fields.get(field_name)
        if not self.env.context.get("directive_of_groups") or (
            not field or field.comodel_name not in CATALOGUES
        ):
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        # Any order by such a field tells the places of records that the reader may not read.
        records = (
            self.env[field.comodel_name].sudo().with_context(active_test=False).search(Domain.TRUE)
        )
        key = self._field_to_sql(alias, field_name, query)
        return SQL("array_position(%s::int[], %s) %s %s", records.ids, key, direction, nulls)

    @property
    def _table_query(self):
        computed = {**self._dimensions(), **self._counts(), **self._rates()}
        return SQL(
            "SELECT task.id, task.id AS task_id, %(stored)s, %(computed)s"
            " FROM directive_task task"
            # The planner drops this join unless a column of the agency is asked for.
            " LEFT JOIN directive_agency agency ON agency.id = task.lead_agency_id"
            " WHERE task.state NOT IN ('draft', 'revoked') AND %(counted)s",
            counted=self._counted(),
            stored=SQL(", ").join(SQL.identifier("task", name) for name in SHOWN_COLUMNS),
            computed=SQL(", ").join(
                SQL("%s AS %s", expression, SQL.identifier(name))
                for name, expression in computed.items()
            ),
        )

    def _counted(self):
        """Leave out delegated tasks: they count in the task they were delegated from."""
        delegated_too = self.env.context.get("directive_with_delegated")
        return SQL("TRUE") if delegated_too else SQL("task.parent_id IS NULL")

    def _of_the_day(self):
        """Return the conditions on tasks as of the reference day."""
        return TaskSQL(self.env, self._reference_day())

    def _dimensions(self):
        task = self._of_the_day()
        return {
            "is_delegated": SQL("task.parent_id IS NOT NULL"),
            "agency_kind": SQL("agency.kind"),
            "parent_agency_id": SQL("agency.parent_id"),
            "stage": task.stage,
            "official_class": task.official_class,
            "date_completed": SQL("CASE WHEN %s THEN %s END", task.done, task.completed()),
            "report_month": task.report_month,
        }

    def _counts(self):
        task = self._of_the_day()
        marks = task.marks()
        counts = {name: marks[mark] for name, mark in COUNTED.items()}
        # Most tasks are done: one comparison spares the others.
        counts |= {name: SQL("NOT %s AND %s", task.done, counts[name]) for name in OPEN_COUNTS}
        counts |= {
            "task_count": SQL("TRUE"),
            "dated_count": SQL("task.date_deadline IS NOT NULL"),
            "undated_count": SQL("task.date_deadline IS NULL"),
        }
        counted = {name: SQL("((%s) IS TRUE)::int", on) for name, on in counts.items()}
        late = SQL(
            "CASE WHEN %s THEN %s - task.date_deadline ELSE 0 END",
            marks["open_overdue"],
            self._reference_day(),
        )
        return {**counted, "days_overdue": late}

    def _rates(self):
        """Return the rates of :func:`tools.statistics.rates` as averages over tasks."""
        task = self._of_the_day()
        counted = SQL("task.state != 'closed'")
        fresh = SQL("task.date_last_news >= %s", task.days_ago("fresh_days"))
        rates = {
            "completion_rate": (counted, task.done),
            "on_time_rate": (
                SQL("%s AND task.date_deadline IS NOT NULL", task.done),
                SQL("NOT %s", task.is_late()),
            ),
            "freshness_rate": (task.is_open, fresh),
            "extension_rate": (counted, SQL("task.extension_count > 0")),
            "rework_rate": (counted, SQL("task.rework_count > 0")),
        }
        return {
            name: SQL("CASE WHEN %s THEN CASE WHEN %s THEN 100.0 ELSE 0.0 END END", among, part)
            for name, (among, part) in rates.items()
        }

    @api.model
    def _found_by(self, text):
        """Find the tasks: each row has the id of its task."""
        Task = self.env["directive.task"]
        return Domain("id", "in", Task._search(Task._found_by(text), bypass_access=True))

    def action_open_task(self):
        """Open the task behind this row."""
        self.ensure_one()
        return self.task_id._get_records_action()
