from odoo import api, fields, models
from odoo.tools import SQL

# A touch of the last day is not written down: no figures of it are remembered yet.
RECENT = "now() AT TIME ZONE 'UTC' - interval '1 day'"
LONG_AGO = "1900-01-01"
LINE = (
    "date", "task_id", "verb", "state_from", "state_to", "agency_id", "date_deadline",
    "is_starred", "coefficient",
)  # fmt: skip
ORDER = ("parent_id", "issuer_id", "field_id", "source", "date_assigned")  # true of all days
AT_BIRTH = ("is_starred", "coefficient", "lead_agency_id")  # where a line does not say them
FUNCTIONS = {
    "added": f"""
        INSERT INTO directive_figures_touch (day)
        SELECT min(date)::date - 1 FROM added WHERE date < {RECENT} HAVING count(*) > 0;""",
    "moved": """
        INSERT INTO directive_figures_touch (day)
        VALUES ((CASE WHEN TG_OP = 'DELETE' THEN OLD.date ELSE LEAST(OLD.date, NEW.date) END)::date - 1);""",
    "task": f"""
        INSERT INTO directive_figures_touch (day)
        SELECT day FROM (SELECT COALESCE(
            CASE TG_OP WHEN 'DELETE' THEN OLD.date_assigned WHEN 'INSERT' THEN NEW.date_assigned
            ELSE LEAST(OLD.date_assigned, NEW.date_assigned) END, DATE '{LONG_AGO}') AS day) touched
         WHERE day < {RECENT};""",
    "birth": f"""
        INSERT INTO directive_figures_touch (day) SELECT COALESCE(NEW.date_assigned, DATE '{LONG_AGO}')
         WHERE EXISTS (SELECT FROM directive_transition line WHERE line.task_id = NEW.id
           AND (line.is_starred IS NULL OR line.coefficient IS NULL OR line.agency_id IS NULL));""",
}  # noqa: S608 - nothing of it comes from outside


class DirectiveFiguresTouch(models.Model):
    """The days of the past that something has touched, from which on figures may be others.

    PostgreSQL writes a row in the statement that adds to the trail of a past day, takes from it, or
    corrects what is true of a task on all days. A usual step touches nothing: its line is of today.
    Rows are only added, so no transaction waits for another.
    """

    _name = "directive.figures.touch"
    _description = "Changed Day in the Past"
    _log_access = False

    day = fields.Date(index=True)

    def init(self):
        """Let touches be written from now on; triggers of an older version are replaced."""
        for name, body in FUNCTIONS.items():
            self._define(
                "CREATE OR REPLACE FUNCTION directive_figures_touch_%s() RETURNS trigger AS"
                " $touch$ BEGIN %s RETURN NULL; END $touch$ LANGUAGE plpgsql",
                name,
                body,
            )
        for table in ("directive_transition", "directive_task_progress"):
            self._trigger(
                table, "added", "INSERT", "REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
            )
            columns = LINE if table == "directive_transition" else LINE[:2]
            self._trigger(table, "moved", f"UPDATE OF {', '.join(columns)} OR DELETE")
        self._follow_tasks()

    def _follow_tasks(self):
        given, was_given = "NEW.state <> 'draft'", "OLD.state <> 'draft'"
        became = f"({given}) IS DISTINCT FROM ({was_given})"
        events = {
            ("task", "INSERT"): given,
            ("task", "DELETE"): was_given,
            (
                "task",
                f"UPDATE OF state, {', '.join(ORDER)}",
            ): f"{became} OR {given} AND {_differ(ORDER)}",
            ("birth", f"UPDATE OF {', '.join(AT_BIRTH)}"): f"{was_given} AND {_differ(AT_BIRTH)}",
        }
        for (name, event), when in events.items():
            how = f"FOR EACH ROW WHEN ({when})"
            self._trigger("directive_task", name, event, how, event[:6].lower())

    def _trigger(self, table, function, event, how="FOR EACH ROW", suffix="any"):
        self._define(
            "CREATE OR REPLACE TRIGGER %s AFTER %s ON %s %s EXECUTE FUNCTION directive_figures_touch_%s()",
            f"directive_figures_touch_{function}_{suffix}",
            event,
            table,
            how,
            function,
        )

    def _define(self, text, *parts):
        self.env.cr.execute(text % parts)  # pylint: disable=sql-injection # our own words alone

    @api.model
    def _version(self, day):
        """Return in SQL which touches of ``day`` and before a reader sees: the same, the same figures.

        Whoever remembers sees no more than whoever reads it later, so number and newest are enough.
        """
        return SQL(
            "(SELECT count(*) || '/' || COALESCE(max(id), 0) FROM directive_figures_touch"
            " WHERE day <= %s)",
            day,
        )


def _differ(names):
    old, new = (", ".join(f"{side}.{name}" for name in names) for side in ("OLD", "NEW"))
    return f"({old}) IS DISTINCT FROM ({new})"
