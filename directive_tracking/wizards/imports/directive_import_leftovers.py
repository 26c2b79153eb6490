import base64
from itertools import groupby
from pathlib import PurePath

from odoo import models
from odoo.fields import Command

from ...tools.appendix.sheet.left_sheet import write_left

# Uninteresting rows: one line covers all adjacent ones.
SUMMED_UP = ("letterhead", "header", "numbering", "signs", "hidden_sheet")
# How rows without a header of their own were read.
ASSUMED = ("guessed_columns", "continued_table")
# Rows that the clerk may have wanted anyway.
NOTABLE = (
    "filtered_row",
    "hidden_row",
    "hidden_text",
    "hidden_column",
    "draft_sheet",
    "copied_sheet",
    "struck_row",
)
LISTED = 300  # rows of one table and reason, each on its own line
SHOWN_TEXT = 2000  # signs


class DirectiveImport(models.TransientModel):
    """The list of content that was not imported."""

    _inherit = "directive.import"

    def _compute_left_file(self):
        headers = (self.env._("In the file"), self.env._("Reason"), self.env._("Row content"))
        for wizard in self:
            rows = [(left.place, left.reason, left.text) for left in wizard.left_ids]
            wizard.left_file = base64.b64encode(write_left(headers, rows))

    def action_download_left(self):
        """Download the content that was not imported, as a spreadsheet."""
        self.ensure_one()
        stem = PurePath(self.file_name or self.number or self._description).stem
        name = self.env._("Not imported from %(file)s", file=stem).replace("/", "-")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/left_file/{name}.xlsx?download=true",
            "target": "self",
        }

    def _prepare_left(self, left_aside):
        """Return the values for the content not imported, replacing an earlier list."""
        counted = [left for left in left_aside if left.kind not in (*SUMMED_UP, *ASSUMED)]
        return {
            "left_count": len(counted),
            "left_alert": self._left_alert(left_aside),
            "left_ids": [
                Command.clear(),
                *map(Command.create, self._prepare_left_lines(left_aside)),
            ],
        }

    def _prepare_left_lines(self, left_aside):
        """Return the lines; adjacent ones with the same uninteresting reason are merged."""
        lines = []
        # Of neighbours only, in their order.  pylint: disable=bad-builtin-groupby
        for (_table, kind, is_summed_up), group in groupby(left_aside, self._left_group):
            rows = list(group)
            whole = [rows] if is_summed_up else [[left] for left in rows[:LISTED]]
            if not is_summed_up and len(rows) > LISTED:
                whole.append(rows[LISTED:])
            lines += [self._prepare_left_line(kind, some) for some in whole]
        return [{"sequence": number, **line} for number, line in enumerate(lines)]

    def _left_group(self, left):
        table = {name: value for name, value in left.at.items() if name not in ("row", "record")}
        return str(table), left.kind, left.kind in SUMMED_UP

    def _prepare_left_line(self, kind, rows):
        text = "\n".join(left.text for left in rows)
        if len(text) > SHOWN_TEXT:
            text = text[:SHOWN_TEXT] + " …"
        return {
            "place": self._describe_places(rows),
            "reason": self._left_reasons().get(kind) or kind,
            "text": text,
            "is_notable": kind in (*NOTABLE, *ASSUMED),
        }

    def _describe_places(self, rows):
        first, last = (rows[0].at, rows[-1].at)
        number = last.get("record") or last.get("row")
        if len(rows) == 1 or not number:
            return self._describe_place(first)
        return self.env._("%(first)s to %(last)s", first=self._describe_place(first), last=number)

    def _left_alert(self, left_aside):
        """Return warnings for the clerk: assumptions made and content not imported."""
        reasons = self._left_reasons()
        kinds = [left.kind for left in left_aside]
        found = [f"{reasons[kind]} ({kinds.count(kind)})" for kind in NOTABLE if kind in kinds]
        sentences = []
        if "guessed_columns" in kinds:
            sentences.append(
                self.env._("No header was pasted: the columns were recognised by their contents.")
            )
        if "continued_table" in kinds:
            sentences.append(
                self.env._(
                    "A table without a header was read as a continuation of the previous table."
                )
            )
        if found:
            sentences.append(
                self.env._(
                    "Some rows of the file were not imported: %(found)s. Check “Not imported”: "
                    "if a row belongs to the tasks, unhide it in the file and read the file "
                    "again.",
                    found="; ".join(found),
                )
            )
        return " ".join(sentences) or False

    def _left_reasons(self):
        return {
            "letterhead": self.env._("Letterhead and title"),
            "header": self.env._("Header of the table"),
            "repeated_header": self.env._("Repeated header"),
            "numbering": self.env._("Numbers of the columns"),
            "signs": self.env._("No letters or digits"),
            "group": self.env._("Heading of a group"),
            "heading": self.env._("Numbered heading"),
            "empty_numbered": self.env._("Number only"),
            "total": self.env._("Total"),
            "note": self.env._("A note"),
            "footer": self.env._("Footer or signature"),
            "no_content": self.env._("No content"),
            "outside": self.env._("Outside the table of tasks"),
            "continued_table": self.env._(
                "Without a header, read as a continuation of the previous table"
            ),
            "guessed_columns": self.env._("Columns recognised by their contents"),
            "struck_row": self.env._("Struck through"),
            "deleted_row": self.env._("Deleted by a tracked change"),
            "hidden_row": self.env._("Hidden row"),
            "filtered_row": self.env._("Row hidden by a filter"),
            "hidden_column": self.env._("Hidden column"),
            "hidden_sheet": self.env._("Hidden sheet"),
            "draft_sheet": self.env._("Sheet marked as a draft or an old version"),
            "copied_sheet": self.env._("Sheet that repeats the tasks of another sheet"),
            "under_merge": self.env._("Hidden beneath merged cells"),
            "hidden_text": self.env._("Hidden text"),
        }
