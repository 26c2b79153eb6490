import hashlib
from collections import Counter
from pathlib import PurePath

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL

from ...tools import appendix
from ...tools.libreoffice import is_installed
from ...tools.recurrence import RHYTHM
from ...tools.text import fold

MEETING_WORDS = ("giao ban", "phien hop", "cuoc hop")


class DirectiveImport(models.TransientModel):
    """From the file to the preview: error messages, proposals for the header, rows."""

    _inherit = "directive.import"

    reads_old_formats = fields.Boolean(compute="_compute_reads_old_formats")

    def _compute_reads_old_formats(self):
        """Tell whether this server reads old formats, before a file is chosen."""
        self.reads_old_formats = is_installed()

    def _read_file(self):
        if not self.file:
            raise UserError(self.env._("Choose the appendix file first."))
        issued = not self._is_another_file() and self.date_issued or None
        return self._read_appendix(self.file_name or "", self._file_content(), issued)

    def _read_appendix(self, name, content, issued, **options):
        """Return the reading.

        :raises UserError: with a sentence about the problem
        """
        try:
            return appendix.read_appendix(
                name, content, self._agency_names(), issued=issued, **options
            )
        except appendix.AppendixError as error:
            self._forget_source(error, **options)
            raise UserError(self._error_sentence(error, name)) from error

    def _checksum(self):
        """Return the key of a source; without a file, the pasted rows are the source."""
        content = self._file_content() if self.file else self._pasted_rows().encode()
        return hashlib.sha256(content).hexdigest()

    def _is_another_file(self):
        """Tell whether the header may belong to a previous file that was replaced."""
        return bool(self.checksum) and self.checksum != self._checksum()

    def _forget_source(self, error, is_pasted=False):
        """Empty the source after the rollback of the rejection: a bad file is not kept.

        Pasted rows stay for correction, but never secret ones.
        """
        if not is_pasted:
            self._forget("file", *(["file_name"] if error.code == "secret" else []))
        elif error.code == "secret":
            self._forget("pasted_text", "pasted_html")

    def _forget(self, *columns):
        registry, wizard_id = self.env.registry, self.id
        emptied = SQL(", ").join(SQL("%s = NULL", SQL.identifier(column)) for column in columns)

        def forget():
            with registry.cursor() as cr:
                cr.execute(SQL("UPDATE directive_import SET %s WHERE id = %s", emptied, wizard_id))

        self.env.cr.postrollback.add(forget)

    def _agency_names(self):
        return self.env["directive.agency"]._names()

    # The preview

    def _prepare_preview(self, reading):
        header = self._prepare_read_header(reading.document)
        unknown = self._unknown_names(reading)
        return {
            "state": "read",
            "shown": "all",
            "pasted_source": False,  # of the previous preview
            "checksum": self._checksum(),
            **header,
            "source": self._proposed_source(header["subject"]),
            **self._prepare_left(reading.left_aside),
            "line_ids": [Command.clear(), *map(Command.create, self._prepare_lines(reading))],
            "name_ids": [Command.clear(), *map(Command.create, unknown)],
        }

    def _prepare_read_header(self, document):
        """Return the header: the clerk's entries, unless they belong to another file."""
        found = {
            "number": document.number,
            "subject": document.title,
            "date_issued": document.date,
        }
        typed = {name: self[name] for name in found}
        first, second = (found, typed) if self._is_another_file() else (typed, found)
        header = {name: first[name] or second[name] for name in found}
        header["subject"] = header["subject"] or PurePath(self.file_name or "").stem
        return header

    def _proposed_source(self, subject):
        """Treat a document with a meeting in its title as a meeting conclusion."""
        title = fold(subject)
        if self.source == "document" and any(words in title for words in MEETING_WORDS):
            return "meeting"
        return self.source

    def _unknown_names(self, reading):
        """Return the names without a matching agency, with the number of rows of each."""
        met = [
            (warning.value, warning.hint)
            for row in reading.tasks
            for warning in row.warnings
            if warning.code == "unmatched_agency"
        ]
        rows, hints = Counter(value for value, _hint in met), dict(met)
        agencies = self._agencies_named(set(hints.values()))
        return [
            {
                "name": name,
                "row_count": n,
                "hint": hints[name],
                "hint_agency_id": agencies.get(hints[name]),
            }
            for name, n in rows.items()
        ]

    def _agencies_named(self, names):
        agencies = self.env["directive.agency"].search([("name", "in", list(names))])
        return {agency.name: agency.id for agency in agencies}

    def _prepare_lines(self, reading):
        agencies = self._agency_names()
        return [
            self._prepare_line(row, sequence, agencies)
            for sequence, row in enumerate(reading.tasks, start=1)
        ]

    def _prepare_line(self, row, sequence, agencies):
        related = {
            field: self._related_words(getattr(row, field)) for field in ("lead", "coordinators")
        }
        leads = appendix.expand(row.lead, agencies)
        return {
            "sequence": sequence,
            "source_row": self._describe_place(row.at),
            "point": row.point,
            "group_title": row.group,
            "group_parent": row.group_parent,
            "subgroup": row.subgroup,
            "name": row.content,
            "product": row.product,
            "remark": self._prepare_remark(row),
            "lead_agency_ids": [Command.set(leads)],
            "main_lead_id": leads[0] if leads else False,
            "is_group_lead": not appendix.GROUPS.keys().isdisjoint(row.lead),
            "coordinating_agency_ids": [Command.set(appendix.expand(row.coordinators, agencies))],
            "unmatched_leads": _unmatched(row, "lead", related["lead"]),
            "unmatched_coordinators": _unmatched(row, "coordinators", related["coordinators"]),
            "deadline_kind": row.deadline_kind,
            "date_deadline": row.date_deadline,
            "deadline_text": row.deadline_text,
            "deadline_days": row.working_days,
            **{name: getattr(row, name) for name in RHYTHM},
            "problems": _problems(row, related["lead"]),
        }

    def _related_words(self, agencies):
        """Return the names of the "concerned" groups in ``agencies``, which cannot be resolved."""
        words = {
            "RELATED_DEPARTMENTS": self.env._("departments concerned"),
            "RELATED_COMMUNES": self.env._("communes concerned"),
            "RELATED_AGENCIES": self.env._("agencies concerned"),
        }
        return [words[token] for token in agencies if token in words]

    def _describe_place(self, at):
        """Return the place of a row or a whole table as shown in the file."""
        row = at.get("record") or at.get("row")
        if "pasted" in at:
            place = self.env._("pasted rows")
        elif "sheet" in at:
            place = self.env._("sheet %(sheet)s", sheet=at["sheet"])
        elif "table" in at:
            place = self.env._("table %(table)s", table=at["table"])
        else:
            place = ""
        row = row and self.env._("row %(row)s", row=row)
        return ", ".join(filter(None, (place, row)))

    def _prepare_remark(self, row):
        """Return the content of the file that no field of a task holds, with its labels."""
        said = {
            self.env._("Leader in charge"): row.leader,
            self.env._("Note"): row.note,
            self.env._("Task code"): row.task_number,
            self.env._("Source document"): row.source_number,
            self.env._("Date of the source"): row.source_date,
            self.env._("Status in the file"): row.status_text,
            self.env._("Completed on"): row.completed_date,
            **row.extra,
            **{
                self.env._("Column %(number)s, without a name", number=number): text
                for number, text in row.unnamed.items()
            },
        }
        return "\n".join(f"{label}: {value}" for label, value in said.items() if value)


def _unmatched(row, field, related):
    """Return the names in one cell that match no agency, one per line."""
    names = [
        warning.value
        for warning in row.warnings
        if warning.code == "unmatched_agency" and warning.field == field
    ]
    return "\n".join(dict.fromkeys(names + related))


def _problems(row, related_leads):
    """Return the doubts about a row in a storable form."""
    doubts = [
        {"code": doubt.code, "field": doubt.field, "value": doubt.value, "hint": doubt.hint}
        for doubt in row.warnings
    ]
    return doubts + [
        {"code": "related_agencies", "field": "lead", "value": words} for words in related_leads
    ]
