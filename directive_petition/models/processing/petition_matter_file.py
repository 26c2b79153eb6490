from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.paper import Column, Line, Paper, Signature, Table
from odoo.addons.directive_tracking.tools.paper.model import CENTRE
from odoo.addons.directive_tracking.tools.text import fold

from ...tools.processing.contents import (
    DIALOGUE,
    IF_ANY,
    LETTER,
    MISSING,
    OTHERS,
    PAPERS,
    THERE,
    TO_COME,
    Entry,
    Piece,
    evidence_of,
    numbered,
    state_of,
)

TABLE = "directive_petition.file_entries"
DAY = "%d/%m/%Y"  # as official documents write it
A_LETTER = "don"  # how a paper that is the letter itself begins, without diacritics


class PetitionMatter(models.Model):
    """The file of a matter: what it must hold, what of it is there, and its table of contents."""

    _name = "petition.matter"
    _inherit = ["petition.matter", "directive.paper.mixin"]

    paper_ids = fields.One2many("petition.paper", "matter_id", string="Papers of the file")
    file_html = fields.Html(string="File", compute="_compute_file", sanitize=False)
    file_gap_count = fields.Integer(string="Missing in the file", compute="_compute_file")

    @api.depends("state", "document_ids.state", "dialogue_ids.state", "paper_ids", "kind")
    @api.depends_context("lang", "uid")
    def _compute_file(self):
        # The words of the table are everybody's; the template belongs to the system.
        views = self.env["ir.qweb"].sudo()
        for matter in self:
            # To whom a matter was sent sees it without its letter.
            is_seen = matter.id and matter.letter_id.has_access("read")
            entries = matter._file_entries() if is_seen else []
            matter.file_gap_count = sum(entry.state == MISSING for entry in entries)
            labels = matter._file_labels()
            matter.file_html = entries and views._render(
                TABLE, {"entries": entries, "labels": labels, "day": self._file_day}
            )

    def _file_labels(self):
        return {
            THERE: self.env._("There"),
            MISSING: self.env._("Missing"),
            TO_COME: self.env._("To come"),
            IF_ANY: self.env._("If there is one"),
        }

    def _file_day(self, day):
        return day.strftime(DAY) if day else ""

    # What is there

    def _file_entries(self):
        """Return the `Entry` rows of this file, as the reader sees its papers."""
        day = self.date_accepted or self.date_received
        rows = self.env["petition.file.entry"]._of(self.kind, day)
        told = {row: evidence_of(row.told_by) for row in rows}
        known = {word for words in told.values() for word in words}
        return [self._file_entry(row, told[row], known) for row in rows]

    def _file_entry(self, row, told, known):
        pieces = [piece for word in told for piece in self._pieces_by(word, known)]
        pieces += [self._piece_of(paper) for paper in self._file_papers() if paper.entry_id == row]
        # What was closed without a decision, such as by urging another body, is not settled here.
        is_ours = self.state != "closed" or bool(self.date_decided)
        state = state_of(pieces, row.is_required and is_ours, self.state)
        return Entry(row.name, state, tuple(pieces))

    def _file_papers(self):
        """Return the papers of the letter that are in this file."""
        papers = self.letter_id.paper_ids
        return papers.filtered(lambda one: one.matter_id in (self, self.browse()))

    def _pieces_by(self, word, known):
        """Return the pieces that ``word``, one of `EVIDENCE`, stands for."""
        loose = self._file_papers().filtered(lambda one: not one.entry_id)
        letters = loose.filtered(lambda one: fold(one.name or "").startswith(A_LETTER))
        if word == LETTER:
            return [self._piece_of(one) for one in letters] or [self._piece_of_letter()]
        if word == PAPERS:
            return [self._piece_of(one) for one in loose - letters if not one.matter_id]
        if word == DIALOGUE:
            return self._pieces_of_dialogues()
        if word == OTHERS:
            issued = self._papers_issued().filtered(lambda one: one.kind not in known)
            own = [self._piece_of(one) for one in loose - letters if one.matter_id]
            return own + [self._piece_of_document(one) for one in issued]
        issued = self._papers_issued().filtered(lambda one: one.kind == word)
        return [self._piece_of_document(one) for one in issued]

    def _papers_issued(self):
        """Return the papers of this matter that went out, or whose step was taken."""
        papers = self.document_ids.filtered(lambda one: one.state == "issued" or one.step_id)
        return papers.sorted(lambda one: (one.date or one.create_date.date(), one.id))

    def _pieces_of_dialogues(self):
        held = self.dialogue_ids.filtered(lambda one: one.state == "held").sorted("day")
        name = self.env._("Minutes of a dialogue")
        return [Piece(name, "", one.date_held or one.day) for one in held]

    def _piece_of_letter(self):
        letter = self.letter_id
        return Piece(self.env._("The letter"), letter.number or "", letter.date_letter or None)

    def _piece_of(self, paper):
        return Piece(paper.name or "", paper.number or "", paper.date or None, paper.pages or 0)

    def _piece_of_document(self, paper):
        labels = dict(paper._fields["kind"]._description_selection(self.env))
        return Piece(labels[paper.kind], paper.number or "", paper.date or None, paper.pages or 0)

    def action_add_to_file(self):
        """Open the form in which a paper is put into the file."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add a paper to the file"),
            "res_model": "petition.paper",
            "views": [
                (self.env.ref("directive_petition.petition_paper_view_form_file").id, "form")
            ],
            "context": {
                "default_matter_id": self.id,
                "default_letter_id": self.letter_id.id,
            },
            "target": "new",
        }

    # Its table of contents on paper

    def _paper_file_name(self):
        # Codes only: a file name is read by many.
        return f"ho-so-{(self.number or '').replace('/', '-')}"

    def _paper(self):
        self.ensure_one()
        heading = self.env["petition.document"].new({"matter_id": self.id})._paper_heading()
        return Paper(
            **heading,
            number=None,
            kind=self.env._("CONTENTS OF THE FILE"),
            subject=self.env._("Matter %s", self.number or ""),
            body=tuple(self._file_body()),
            signature=Signature((self.env._("FILE PREPARED BY"),), self._made_by()),
        )

    def _made_by(self):
        handler = self.sudo().handler_id  # who handles it is no secret of the agency
        return (handler or self.env.user).name

    def _file_body(self):
        entries = self._file_entries()
        yield Table(self._file_columns(), tuple(self._file_rows(entries)))
        missing = [entry.name for entry in entries if entry.state == MISSING]
        if missing:
            yield self.env._("Not in the file:")
            yield from (Line(f"– {name}") for name in missing)

    def _file_columns(self):
        return (
            Column(self.env._("No."), 0.6, CENTRE),
            Column(self.env._("Paper"), 4),
            Column(self.env._("Number and sign"), 1.8),
            Column(self.env._("Dated"), 1.2, CENTRE),
            Column(self.env._("Number of pages"), 0.9, CENTRE),
            Column(self.env._("Page numbers"), 1, CENTRE),
        )

    def _file_rows(self, entries):
        for number, piece, first, last in numbered(entries):
            pages = f"{first}–{last}" if last > first else str(first or "")
            yield (
                *(str(number), piece.name, piece.number, self._file_day(piece.day)),
                *(str(piece.pages or ""), pages),
            )
