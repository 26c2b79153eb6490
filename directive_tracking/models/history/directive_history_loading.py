import base64
from datetime import datetime, time

from odoo import fields, models

from ...tools.history.steps import steps_of, steps_since
from ...tools.text import fold
from ...tools.workflow import WORKFLOW

# Nothing of a load may reach anybody: no tracking, no log, no follower, no mail, no to-do.
SILENT = {
    "tracking_disable": WORKFLOW,
    "mail_create_nolog": WORKFLOW,
    "mail_create_nosubscribe": WORKFLOW,
    "mail_notrack": WORKFLOW,
    "mail_activity_automation_skip": True,
    "mail_activity_quick_update": True,
}
NOON = time(5)  # in UTC: the same day in Vietnam, whatever clock reads it


class DirectiveHistoryLoad(models.Model):
    """Writing past tasks: orders, tasks, reports and trail of many rows at once."""

    _inherit = "directive.history.load"

    def _silently(self):
        """Return this load with the rights and the silence of a load."""
        # The caller checked the role; the past is written as it was, by the system.
        return self.sudo().with_context(
            **SILENT, directive_workflow=WORKFLOW, directive_history=WORKFLOW
        )

    def _load(self, rows):
        """Write the tasks of ``rows``, dictionaries as `directive.history.import.line` makes them.

        :return: the tasks, in the order of the rows
        """
        load = self._silently()
        orders = load._orders_of(rows)
        tasks = load.env["directive.task"].create(
            [
                {**row["task"], "directive_id": order.id}
                for row, order in zip(rows, orders, strict=True)
            ]
        )
        load.env["directive.task.progress"].create(
            [
                vals
                for row, task in zip(rows, tasks, strict=True)
                for vals in load._prepare_reports(row, task)
            ]
        )
        load._write_trail(rows, tasks)
        load._keep_rows(rows, tasks, began_here=True)
        tasks.directive_id._follow_tasks()
        return tasks

    def _update(self, rows, tasks):
        """Bring tasks of an earlier load to what a newer version of their rows says."""
        load = self._silently()
        for row, task in zip(rows, tasks.with_env(load.env), strict=True):
            steps = load._steps_since(row, task)
            task.write(load._prepare_update(row, task, steps))
            load.env["directive.task.progress"].create(load._prepare_new_reports(row, task))
            load.env["directive.transition"].create(
                [load._prepare_line(task, row, *step) for step in steps]
            )
        load._keep_rows(rows, tasks.with_env(load.env), began_here=False)
        tasks.with_env(load.env).directive_id._follow_tasks()

    def _steps_since(self, row, task):
        before = {"state": task.state, "deadline": task.date_deadline}
        last = max(task.transition_ids.mapped("date")).date()
        return steps_since(before, row["steps"], last)

    def _prepare_update(self, row, task, steps):
        """Return what the newer row changes in ``task``; it ends and is extended as in the trail."""
        kept = ("directive_id", "name", "point", "lead_agency_id", "coordinating_agency_ids")
        extended = sum(verb == "extend" for verb, *_step in steps)
        ended = [day for verb, *_states, day in steps if verb == "accept"]
        return {
            **{name: value for name, value in row["task"].items() if name not in kept},
            "extension_count": task.extension_count + extended,
            **({"date_done": ended[-1]} if ended else {}),
        }

    # Orders

    def _orders_of(self, rows):
        """Return the order of each row: one known by number and day, or a new one."""
        wanted = {row["order_key"]: row["order"] for row in rows}
        known = self._known_orders(wanted)
        missing = [key for key in wanted if key not in known]
        created = self.env["directive.directive"].create(
            [{**wanted[key], "state": "issued"} for key in missing]
        )
        self.orders = [*(self.orders or ()), *created.ids]
        known.update(zip(missing, created, strict=True))
        return [known[row["order_key"]] for row in rows]

    def _known_orders(self, wanted):
        """Return ``{key: order}`` of those entered before, by number and year."""
        Directive = self.env["directive.directive"]
        numbers = {vals["number"] for vals in wanted.values() if vals.get("number")}
        found = {}
        for order in Directive.search([("number", "in", list(numbers))], order="id desc"):
            if order.state != "cancelled":
                year = order.date_issued and order.date_issued.year
                found[fold(order.number), year] = order
        own = Directive.search([("id", "in", self.orders or []), ("number", "=", False)])
        found |= {(order.subject, None): order for order in own}
        orders = {}
        for key, vals in wanted.items():
            day = fields.Date.to_date(vals.get("date_issued"))
            number = vals.get("number")
            place = (fold(number), day and day.year) if number else (vals["subject"], None)
            if place in found:
                orders[key] = found[place]
        return orders

    # Reports

    def _prepare_reports(self, row, task):
        """Return the reports of one task: the last completes it, if it is done or reported."""
        ends = task.state in ("done", "reported")
        results = row["results"] or ([{}] if ends else [])
        found = [self._prepare_report(row, task, result) for result in results]
        if ends:
            reviewed = "accepted" if task.state == "done" else "pending"
            day = task.date_reported or found[-1]["date"]
            found[-1] |= {
                "kind": "completion",
                "review_state": reviewed,
                "percent": 100,
                "date": day,
            }
            if not row["results"]:
                found[-1]["no_result_reason"] = self.env._("The file names no document.")
        return found

    def _prepare_report(self, row, task, result):
        day = fields.Date.to_date(result.get("date"))
        return {
            "task_id": task.id,
            "history_load_id": self.id,
            "author_id": self.user_id.id,
            "agency_id": task.lead_agency_id.id,
            "date": day or task.date_reported or row["as_of"],
            "kind": "progress",
            "review_state": "accepted",
            "percent": task.progress,
            "content": row["words"] or self._source_in_words(row),
            "result_number": result.get("number"),
            "result_date": day,
        }

    def _prepare_new_reports(self, row, task):
        known = {(one.result_number, one.result_date) for one in task.progress_ids}
        fresh = [
            one
            for one in row["results"]
            if (one["number"] or False, fields.Date.to_date(one["date"]) or False) not in known
        ]
        return self._prepare_reports({**row, "results": fresh}, task) if fresh else []

    # Trail

    def _write_trail(self, rows, tasks):
        lines = []
        for row, task in zip(rows, tasks, strict=True):
            for step in steps_of(row["steps"]):
                lines.append(self._prepare_line(task, row, *step))
        self.env["directive.transition"].create(lines)

    def _prepare_line(self, task, row, verb, before, after, deadline, day):
        """Return a line about the past: what was in force then, and where it is known from."""
        return {
            "task_id": task.id,
            "directive_id": task.directive_id.id,
            "history_load_id": self.id,
            "user_id": self.user_id.id,
            "date": datetime.combine(fields.Date.to_date(day), NOON),
            "verb": verb,
            "state_from": before,
            "state_to": after,
            "agency_id": task.lead_agency_id.id,
            "date_deadline": deadline,
            "note": self._source_in_words(row),
        }

    def _source_in_words(self, row):
        return self.env._(
            "Taken over from %(file)s, %(place)s, by %(user)s.",
            file=row["file"],
            place=row["place"],
            user=self.user_id.name,
        )

    # Rows

    def _keep_rows(self, rows, tasks, began_here):
        today = self.env["directive.settings"]._today()
        self.env["directive.history.row"].create(
            [
                {
                    "load_id": self.id,
                    "task_id": task.id,
                    "key": row["key"],
                    "place": f"{row['file']}, {row['place']}",
                    "said": row["said"],
                    "began_here": began_here,
                    "date_loaded": today,
                }
                for row, task in zip(rows, tasks, strict=True)
            ]
        )

    def _keep_files(self, files):
        """Keep the files, as evidence of where the tasks come from."""
        self.env["directive.history.file"].create(
            [
                {"load_id": self.id, "name": name, "content": base64.b64encode(content)}
                for name, content in files
            ]
        )
