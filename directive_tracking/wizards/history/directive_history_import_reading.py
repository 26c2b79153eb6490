import hashlib
import json
from collections import Counter
from types import SimpleNamespace

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import split_every

from ...tools.appendix import AppendixError, expand
from ...tools.appendix.sheet.left_sheet import count_left
from ...tools.history import read_history
from ...tools.recurrence import RHYTHM
from ...tools.text import fold
from ..imports.directive_import_reading import _unmatched

BATCH = 2000  # lines created at once
AS_READ = (  # fields of a line that take what the reader found under the same name
    "point",
    "source_number",
    "source_date",
    "leader",
    "deadline_kind",
    "date_deadline",
    "date_deadline_original",
    "deadline_text",
    *RHYTHM,
    "state",
    "state_from",
    "status_text",
    "date_reported",
    "result_text",
    "claim",
    "product",
    "note",
)


class DirectiveHistoryImport(models.TransientModel):
    """From the files to the preview: rows, what is known already, the account."""

    _inherit = "directive.history.import"

    def action_read(self):
        """Read the files into the preview, replacing an earlier one.

        :raises UserError: with the problem of the file concerned; nothing is kept then
        """
        self.ensure_one()
        self._check_may_take_over()
        self._check_state("draft", "read")
        if self.load_id:
            raise UserError(self.env._("Part of this preview is loaded: load the rest first."))
        if not self.file_ids:
            raise UserError(self.env._("Choose at least one file first."))
        self._filling()._fill([(file, self._read(file)) for file in self.file_ids])
        return True

    def _fill(self, readings):
        """Replace the preview by what was read."""
        self.line_ids.unlink()
        lines, agencies = [], self.env["directive.agency"]._names()
        for file, reading in readings:
            lines += [self._prepare_read_line(task, file, agencies) for task in reading.tasks]
        self._tell_twins_apart(lines)
        self._recognise(lines)
        for sequence, vals in enumerate(lines, 1):
            vals["sequence"] = sequence
        for batch in split_every(BATCH, lines, list):
            self.env["directive.history.import.line"].create(batch)
        self.write(self._prepare_account(readings, lines))
        self.file_ids.is_read = True

    def _read(self, file):
        agencies = self.env["directive.agency"]._names()
        try:
            return read_history(
                file.name or "", file._content(), agencies, as_of=self.as_of or None
            )
        except AppendixError as error:
            sentence = self.env["directive.import"]._error_sentence(error, file.name)
            raise UserError(sentence) from error

    def _prepare_read_line(self, task, file, agencies):
        leads = expand(task.lead, agencies)
        helpers = expand(task.coordinators, agencies)
        helpers = [one for one in dict.fromkeys([*leads[1:], *helpers]) if one not in leads[:1]]
        unmatched = _unmatched(task, "lead", [])
        vals = {
            **{name: getattr(task, name) for name in AS_READ},
            "import_id": self.id,
            "file_name": file.name,
            "place": self.env["directive.import"]._describe_place(task.at),
            "group_title": " › ".join(dict.fromkeys(filter(None, (task.group_parent, task.group)))),
            "name": task.content,
            "lead_agency_id": leads[0] if leads else False,
            "coordinating_agency_ids": [Command.set(helpers)],
            "unmatched_leads": unmatched,
            "unmatched_coordinators": _unmatched(task, "coordinators", []),
            "deadline_days": task.working_days,
            "progress": round(task.percent or 0),
            "results": [
                {"number": one["number"], "date": _iso(one["date"])} for one in task.results
            ],
            "problems": {
                "contradictions": task.contradictions,
                "doubts": task.doubts,
                "warnings": [[one.code, one.value, one.hint] for one in task.warnings],
            },
            "row_key": _key(task, unmatched),
            "is_included": not task.continued_at,
        }
        if task.continued_at:
            place = self.env["directive.import"]._describe_place(task.continued_at)
            vals["left_why"] = self.env._("Goes on in %(place)s.", place=place)
        return vals

    def _tell_twins_apart(self, lines):
        """Number the rows of one sheet that say the same; a row in a later file goes on from it."""
        seen, last = Counter(), {}
        for vals in lines:
            if not vals["is_included"]:  # of its own, should somebody tick it
                vals["row_key"] = f"{vals['row_key']}@{vals['place']}"
                continue
            place = (vals["file_name"], vals["row_key"])
            seen[place] += 1
            vals["row_key"] = f"{vals['row_key']}:{seen[place]}"
            earlier = last.get(vals["row_key"])
            if earlier:
                earlier["is_included"] = False
                earlier["left_why"] = self.env._("Goes on in %(place)s.", place=vals["file_name"])
            last[vals["row_key"]] = vals

    def _recognise(self, lines):
        """Find the tasks that these rows were taken over to before, and what has changed since."""
        keys = [vals["row_key"] for vals in lines if vals["is_included"]]
        # The rows of all loads, whoever made them; only the office comes here.
        Row = self.env["directive.history.row"].sudo()
        known = {row.key: row for row in Row.search([("key", "in", keys)], order="id")}
        for vals in lines:
            row = known.get(vals["row_key"]) if vals["is_included"] else None
            said = self._said(vals)
            vals |= {"said": said, "known": "new"}
            if row:
                changes = self._changes(row.said or {}, said)
                vals |= {"task_ref": row.task_id.id, "known": "changed" if changes else "same"}
                vals["changes"] = "\n".join(changes)
                if not changes:
                    vals |= {"is_included": False, "left_why": self.env._("Taken over before.")}

    def _said(self, vals):
        """Return what a row says that a later version may change."""
        names = ("state", "progress", "date_deadline", "date_deadline_original", "date_reported")
        said = {name: _iso(vals[name]) for name in names}
        return said | {"results": vals["results"], "status_text": vals["status_text"]}

    def _changes(self, before, now):
        labels = self.env["directive.history.import.line"]._fields
        states = dict(labels["state"]._description_selection(self.env))
        found = []
        for name, value in now.items():
            if name in ("results", "status_text") or before.get(name) == value:
                continue
            shown = [
                states.get(one, one) if name == "state" else one
                for one in (before.get(name), value)
            ]
            label = labels[name]._description_string(self.env)
            found.append(f"{label}: {shown[0] or '–'} → {shown[1] or '–'}")
        if before.get("results") != now["results"]:
            found.append(
                self.env._(
                    "Documents of the result: %(results)s", results=_words(now["results"]) or "–"
                )
            )
        return found

    # The account

    def _prepare_account(self, readings, lines):
        merged = SimpleNamespace(tasks=[task for _file, one in readings for task in one.tasks])
        unknown = self.env["directive.import"]._unknown_names(merged)
        left = [one for file, reading in readings for one in self._left_of(file, reading)]
        days = [reading.as_of for _file, reading in readings if reading.as_of]
        return {
            "state": "read",
            "shown": "all",
            "problem": False,
            "as_of": self.as_of or max(days, default=False),
            "left": left,
            "left_count": len(left),
            "account": self._account(readings, lines, left),
            "name_ids": [Command.clear(), *map(Command.create, unknown)],
        }

    def _left_of(self, file, reading):
        reader = self.env["directive.import"]
        reasons = {**reader._left_reasons(), **self._sheet_reasons()}
        return [
            [
                f"{file.name}, {reader._describe_place(one.at)}",
                str(reasons.get(one.kind) or one.kind),
                one.text,
            ]
            for one in reading.left_aside
        ]

    def _sheet_reasons(self):
        return {
            "summary_sheet": self.env._("Sheet with a summary"),
            "empty_sheet": self.env._("Sheet without tasks"),
            "legend": self.env._("Legend of the colours"),
            "legend_sheet": self.env._("Legend of the colours"),
        }

    def _account(self, readings, lines, left):
        again = [vals for vals in lines if vals["known"] == "same"]
        goes_on = [vals for vals in lines if not vals["is_included"] and vals["known"] != "same"]
        parts = [
            self.env._(
                "%(rows)s rows with tasks in %(files)s files: %(again)s taken over before, %(on)s "
                "that go on in a later sheet or file.",
                rows=len(lines),
                files=len(readings),
                again=len(again),
                on=len(goes_on),
            )
        ]
        if told := count_left(left):
            parts.append(self.env._("Rows that are not tasks: %(told)s.", told=told))
        return "\n".join(parts)


def _key(task, unmatched):
    """Return what recognises a row: its content, its order and its lead."""
    lead = sorted(map(str, task.lead)) or fold(unmatched)
    said = [fold(task.content), fold(task.source_number), _iso(task.source_date), lead]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def _iso(value):
    return value.isoformat() if hasattr(value, "isoformat") else value or None


def _words(results):
    return "; ".join(filter(None, (one["number"] or one["date"] for one in results)))
