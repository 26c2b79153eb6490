"""A province of the samples loaded into a database as its history, and its figures asked there."""

from datetime import UTC, date, datetime
from functools import cached_property

from ..readings.test_appendix_samples import load_reader

figures = load_reader("figures")
# The step in the trail of each event that has another name; a report leaves no line.
STEPS = {"extension": "extend", "objective_cause": "confirm_cause"}
BY = ("agency", "kind", "issuer", "field", "source", "month")
CATALOGUES = {"issuer": ("directive.issuer", "issuers"), "field": ("directive.field", "fields")}


class FiguresWorld:
    """One province in the database of ``env``: written silently, as a load of past tasks is.

    Answers have the keys of the samples: codes of agencies and catalogues, months as text.
    """

    def __init__(self, env, data):
        # Tools of the addon as Odoo knows them: its guards compare the object itself.
        from odoo.addons.directive_tracking.models.history.directive_history_loading import SILENT
        from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

        self.env = env(
            context={**SILENT, "directive_workflow": WORKFLOW, "directive_history": WORKFLOW}
        )
        self.data = data
        self.province = figures.read_province(data)
        self._set_up()
        self._write_tasks()
        self.env.flush_all()
        self.env.invalidate_all()

    # Writing

    def _set_up(self):
        for name, value in (self.data.get("settings") or {}).items():
            self.env["ir.config_parameter"].set_param(f"directive_tracking.{name}", value)
        self.agencies = self._agencies()
        self.catalogues = {
            by: self._rows(
                model,
                [{"name": f"{name} [{code}]"} for code, name in self.data[plural].items()],
                self.data[plural],
            )
            for by, (model, plural) in CATALOGUES.items()
        }

    def _rows(self, model, vals_list, codes):
        return dict(zip(codes, self.env[model].create(vals_list), strict=True))

    def _agencies(self):
        """Create the agencies; those that end in a reorganisation are archived, with successors."""
        rows = self.data["agencies"]
        vals_list = [{"name": one["name"], "kind": one["kind"]} for one in rows]
        agencies = self._rows("directive.agency", vals_list, [one["code"] for one in rows])
        for one in self.data.get("reorganisations") or ():
            for code in one.get("from") or ():
                agencies[code].write(
                    {
                        "active": False,
                        "successor_ids": [(6, 0, [agencies[heir].id for heir in one["to"]])],
                    }
                )
        return agencies

    def _write_tasks(self):
        tasks = self.data["tasks"]
        orders = self.env["directive.directive"].create([self._order(one) for one in tasks])
        vals_list = [
            {**self._task(*pair), "directive_id": order.id}
            for *pair, order in zip(tasks, self.province.tasks, orders, strict=True)
        ]
        self.tasks = self._rows("directive.task", vals_list, [one["id"] for one in tasks])
        self._delegate(
            {one["id"]: one["delegated_from"] for one in tasks if one.get("delegated_from")}
        )
        lines = [
            line
            for pair in zip(tasks, self.province.tasks, strict=True)
            for line in self._lines(*pair)
        ]
        # The lines of a moment keep the order of their events.
        self.env["directive.transition"].create([line for line in lines if line.get("verb")])
        self.env["directive.task.progress"].create([line for line in lines if not line.get("verb")])

    def _delegate(self, parts):
        """Make these tasks parts of others; a sample need not heed the deadline of the whole."""
        self.env.flush_all()
        for part, whole in parts.items():
            self.env.cr.execute(
                "UPDATE directive_task SET parent_id = %s WHERE id = %s",
                [self.tasks[whole].id, self.tasks[part].id],
            )
        self.env.invalidate_all()

    def _order(self, task):
        return {
            "number": task["directive"],
            "subject": task["name"],
            "issuer_id": self.catalogues["issuer"][task["issuer"]].id,
            "field_id": self.catalogues["field"][task["field"]].id,
            "source": task["source"],
            "state": "issued",
        }

    def _task(self, data, task):
        """Return the values of the task as it stands after its last event."""
        now = figures.standing(task, date.max)
        vals = {
            "name": data["name"],
            "is_starred": task.starred,
            "coefficient": task.weight,
            "lead_agency_id": self.agencies[now.lead if now else task.lead].id,
            "deadline_kind": "date" if now and now.deadline else "none",
        }
        if not now:
            return vals
        return {
            **vals,
            "state": now.state,
            "date_assigned": task.assigned_on,
            "date_deadline": now.deadline,
            "date_reported": now.reported_on,
            "date_done": now.accepted_on,
            "date_received": task.assigned_on if now.is_received else False,
            "date_last_news": now.last_news,
            "date_cause_confirmed": now.cause_on,
            "rework_count": now.returned,
            "extension_count": now.extended,
        }

    def _lines(self, data, task):
        """Yield the line of the trail of each event, or the report."""
        now = None
        for given, event in zip(data["events"], task.events, strict=True):
            before, now = now, figures.after(now, event, task)
            record = self.tasks[task.id]
            if event.verb == "progress":
                yield {
                    "task_id": record.id,
                    "author_id": self.env.uid,
                    "agency_id": self.agencies[now.lead].id,
                    "date": event.day,
                    "percent": given.get("percent") or 0,
                    "content": "…",
                }
                continue
            yield {
                "task_id": record.id,
                "directive_id": record.directive_id.id,
                "user_id": self.env.uid,
                "date": datetime.fromisoformat(given["at"]).astimezone(UTC).replace(tzinfo=None),
                "verb": STEPS.get(event.verb, event.verb),
                "state_from": before.state if before else "draft",
                "state_to": now.state,
                "agency_id": self.agencies[now.lead].id,
                "date_deadline": now.deadline,
            }

    # Asking

    @cached_property
    def _codes(self):
        """The code of each key of the database, by what the figures are divided."""
        return {
            "agency": {record.id: code for code, record in self.agencies.items()},
            **{
                by: {record.id: code for code, record in rows.items()}
                for by, rows in self.catalogues.items()
            },
        }

    def coded(self, rows, by):
        """Return ``rows`` of the database with the keys of the samples."""
        if by == "month":
            return {day.strftime("%Y-%m"): row for day, row in rows.items()}
        codes = self._codes.get(by)
        return {codes[key] if codes else key: row for key, row in rows.items()}

    def counters(self, day, by=None, starred=False):
        rows = self.env["directive.figures"]._counters(day, by, starred)
        return self.coded(rows, by) if by else rows.get(None) or {}

    def form(self, first, last, by=None, starred=False):
        rows = self.env["directive.figures"]._form(first, last, by, starred)
        return self.coded(rows, by) if by else rows.get(None) or {}

    def cell_tasks(self, column, first, last, **asked):
        return self._names(self.env["directive.figures"]._cell_tasks(column, first, last, **asked))

    def counter_tasks(self, counter, day, **asked):
        return self._names(self.env["directive.figures"]._counter_tasks(counter, day, **asked))

    def _names(self, tasks):
        names = {record.id: name for name, record in self.tasks.items()}
        return sorted(names[one] for one in tasks.ids)

    def by_task(self, day):
        """Return ``{task: [state, class, lead]}`` at the end of ``day``."""
        rows = self.env["directive.figures"]._standings(day)
        names = {record.id: name for name, record in self.tasks.items()}
        leads = self._codes["agency"]
        return {names[key]: [state, name, leads[lead]] for key, state, name, lead in rows}

    # Whole answers, in the shape of the samples

    def day_answer(self, day):
        return {
            "day": day.isoformat(),
            "province": self.counters(day),
            "starred": self.counters(day, starred=True),
            **{f"by_{by}": self.counters(day, by) for by in BY},
            "by_task": self.by_task(day),
        }

    def form_answer(self, first, last, listed=()):
        return {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "province": self.form(first, last),
            "starred": self.form(first, last, starred=True),
            **{f"by_{by}": self.form(first, last, by) for by in BY},
            "starred_by_agency": self.form(first, last, "agency", starred=True),
            "lists": {column: self.cell_tasks(column, first, last) for column in listed},
        }
