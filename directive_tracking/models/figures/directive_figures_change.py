from odoo import fields, models
from odoo.tools import SQL

from ...tools.workflow import STATES
from ..directive.directive_directive import SOURCES
from .finished_sql import CHANGE, GIVEN, READ, contribution


class DirectiveFiguresChange(models.Model):
    """What tasks that were given, changed or ended add to the figures or take from them.

    PostgreSQL writes the rows itself, in the statement that changes the task, whoever does it. Rows
    are only added, so no transaction waits for another; `directive.figures.sum` adds them up.
    """

    _name = "directive.figures.change"
    _description = "Change of Figures"
    _log_access = False

    lead_agency_id = fields.Integer()
    issuer_id = fields.Integer()
    field_id = fields.Integer()
    source = fields.Selection(SOURCES)
    month_assigned = fields.Date()
    month_done = fields.Date()
    state = fields.Selection(STATES)
    date_deadline = fields.Date()
    date_reported = fields.Date()
    date_done = fields.Date()
    date_last_news = fields.Date()
    date_cause_confirmed = fields.Date()
    is_starred = fields.Boolean()
    is_returned = fields.Boolean()
    is_extended = fields.Boolean()
    task_count = fields.Integer()
    coefficient = fields.Float(digits=(16, 2))
    rework_count = fields.Integer()
    extension_count = fields.Integer()

    def _follow_tasks(self):
        """Let the table of tasks write its changes; tell whether it does not yet."""
        self._make_function()
        return self._make_triggers()

    def _make_function(self):
        columns = SQL(", ").join(SQL.identifier(name) for name in CHANGE)
        add, take = (
            SQL(
                "WITH task AS (SELECT %s.*) INSERT INTO directive_figures_change (%s) %s",
                row,
                columns,
                contribution(self.env, sign, GIVEN),
            )
            for row, sign in ((SQL("NEW"), 1), (SQL("OLD"), -1))
        )
        self._execute_plain(
            SQL(
                """
                CREATE OR REPLACE FUNCTION directive_figures_follow() RETURNS trigger AS $follow$
                BEGIN
                    IF TG_OP <> 'INSERT' THEN %s; END IF;
                    IF TG_OP <> 'DELETE' THEN %s; END IF;
                    RETURN NULL;
                END $follow$ LANGUAGE plpgsql
                """,
                take,
                add,
            )
        )

    def _make_triggers(self):
        """Make the triggers; tell whether there was none."""
        found = self.env.execute_query(
            SQL("SELECT 1 FROM pg_trigger WHERE tgname = 'directive_figures_updated'")
        )
        old, new = SQL("OLD.state %s", GIVEN), SQL("NEW.state %s", GIVEN)
        rows = [
            SQL(", ").join(SQL.identifier(side, name) for name in READ) for side in ("old", "new")
        ]
        moved = SQL("(%s OR %s) AND (%s) IS DISTINCT FROM (%s)", old, new, *rows)
        events = {
            "inserted": (SQL("INSERT"), new),
            "deleted": (SQL("DELETE"), old),
            "updated": (SQL("UPDATE OF %s", SQL(", ").join(map(SQL.identifier, READ))), moved),
        }
        for name, (event, when) in events.items():
            self._execute_plain(
                SQL(
                    "CREATE OR REPLACE TRIGGER %s AFTER %s ON directive_task FOR EACH ROW"
                    " WHEN (%s) EXECUTE FUNCTION directive_figures_follow()",
                    SQL.identifier(f"directive_figures_{name}"),
                    event,
                    when,
                )
            )
        return not found

    def _execute_plain(self, query):
        """Execute a definition, which takes no parameters: they are written into it."""
        self.env.cr.execute(self.env.cr.mogrify(query).decode())
