from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.directive_tracking.tools.text import fold
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.letter.words import SIGNER_OF
from ...tools.register.model import FIRST, FURTHER, SECOND
from ...tools.register.steps import steps_of

LEVELS = {FIRST: "first", SECOND: "second", FURTHER: "further"}
ROWS_NAMED = 10
# Spoken visits of which no letter is made: nothing was begun.
WITHOUT_LETTER = ("guided", "refused_reception", None)
VISIT_OUTCOMES = {"guided": "guided", "refused_reception": "refused"}


class PetitionRegisterImport(models.TransientModel):
    """From the preview to letters, matters and visits; nobody is told."""

    _inherit = "petition.register.import"

    def action_confirm(self):
        """Write the rows that are ticked, all in one transaction, and open the letters.

        :raises UserError: if a row lacks its day or kind, or nothing is ticked
        """
        self._check_may_take_over()
        self._lock_against_second_click()
        self._check_state("read")
        lines = self.line_ids.filtered("is_included")
        if not lines:
            raise UserError(self.env._("No row is ticked: there is nothing to take over."))
        self._check_complete(lines)
        letters = self._load(lines)
        self._filling().write({"state": "done", "sealed_file": False})
        return self._opened(letters)

    def _check_complete(self, lines):
        lacking = lines.filtered("is_incomplete")
        if lacking:
            places = "; ".join(lacking[:ROWS_NAMED].mapped("place"))
            raise UserError(
                self.env._(
                    "These rows lack a day of receipt that has come, or a kind: %(rows)s. Complete "
                    "them, or press “Leave out the incomplete”.",
                    rows=places,
                )
            )

    def _load(self, lines):
        """Write the rows in the order of the file; the file is read again, for names are not kept."""
        records = {self._key(record.at): record for record in self._read().records}
        subjects = self._subjects()
        made, letters = {}, self.env["petition.letter"]
        for line in lines:
            record = records[self._key(line.at)]
            letter = self._letter_of(line, record, made, subjects)
            letters |= letter
            if record.visit:
                self._create_visit(line, record, letter)
        return letters

    def _key(self, at):
        return (at.get("sheet"), at.get("row") or at.get("record"))

    def _subjects(self):
        """Return ``{folded name: subject}`` of those that can be told by their own name."""
        return {fold(one.name): one for one in self.env["petition.subject"].search([])}

    # Letters

    def _letter_of(self, line, record, made, subjects):
        """Return the letter of a row, empty for a spoken visit with which nothing was begun."""
        if not record.letter and record.outcome in WITHOUT_LETTER:
            return self.env["petition.letter"]
        earlier = made.get(self._key(record.duplicate_of or {}))
        before = made.get(self._key(record.follows or {}))
        values = self._prepare_letter(line, record, earlier, before, subjects)
        known = self.env["petition.letter"].with_context(petition_register=WORKFLOW)
        letter = known.create(values).with_env(self.env)
        letter.with_context(directive_workflow=WORKFLOW).write({"register_key": line.row_key})
        made[self._key(record.at)] = letter
        for place, matter in enumerate(letter.matter_ids.sorted("id")):
            self._take_steps(line, record, matter, line._kind_of(place))
        return letter

    def _prepare_letter(self, line, record, earlier, before, subjects):
        places = range(len(record.matters))
        return {
            "agency_id": self.agency_id.id,
            "date_received": line.date_received,
            "date_letter": record.date_letter,
            "source": line.source or "in_person",
            "forwarded_by_text": record.source_text if record.source == "agency" else False,
            "persons_count": record.persons_count or len(record.persons),
            "is_anonymous": record.anonymous,
            "content": self._leftovers(record),
            "duplicate_of_id": earlier.id if earlier else False,
            "person_ids": [
                Command.create(self._prepare_person(line, one)) for one in record.persons
            ],
            "matter_ids": [
                Command.create(self._prepare_matter(line, record, place, earlier, before, subjects))
                for place in places
            ],
        }

    def _prepare_person(self, line, person):
        kinds = {line._kind_of(place) for place in range(line.matter_count)}
        kind = "denunciation" if "denunciation" in kinds else line._kind_of(0)
        return {
            "name": person.name,
            "address": person.address,
            "id_number": person.id_number,
            "role": SIGNER_OF[kind],
        }

    def _prepare_matter(self, line, record, place, earlier, before, subjects):
        matter = record.matters[place]
        kind = line._kind_of(place)
        subject = subjects.get(fold(matter.subject or ""))
        if subject and subject.kind not in (kind, False):
            subject = None
        others = [one.matter_ids.sorted("id") if one else () for one in (earlier, before)]
        repeated, first = (one[min(place, len(one) - 1)].id if one else False for one in others)
        return {
            "agency_id": self.agency_id.id,
            "kind": kind,
            "level": LEVELS[matter.level],
            "content": matter.content,
            "object_text": matter.against,
            "subject_id": subject.id if subject else False,
            "is_competent": record.competent is not False,
            "duplicate_of_id": repeated,
            "first_matter_id": first,
        }

    def _leftovers(self, record):
        """Return what of the row has no field, so that nothing is lost; sealed with the letter."""
        named = {one.name for one in record.persons}
        subjects = [one.subject for one in record.matters if one.subject]
        texts = [
            record.persons_text if record.persons_text not in named else None,
            *dict.fromkeys(subjects),
            record.result_text,
            record.note,
            *(f"{caption}: {text}" for caption, text in record.extra.items()),
        ]
        if record.date_received is None and record.date_text:
            texts.append(record.date_text)
        return "\n".join(filter(None, texts))

    # What was done with it

    def _take_steps(self, line, record, matter, kind):
        """Lead the matter to where the register has it; no paper is drafted and nobody is told."""
        reason = self.env._(
            "Taken over from the register %(file)s, %(place)s",
            file=self.file_name or "",
            place=line.place,
        )
        known = matter.with_context(petition_paper=WORKFLOW, petition_register=WORKFLOW)
        for verb, day, values in steps_of(record, kind, line.date_received):
            if verb == "decide" and line.result:
                values = values | {"result": line.result}
            known._record_step(verb, {**values, "day": day, "reason": reason})

    # Visits

    def _create_visit(self, line, record, letter):
        matter = letter.matter_ids[:1]
        kind = line._kind_of(0)
        is_sealed = kind == "denunciation"
        outcome = "letter" if letter else VISIT_OUTCOMES.get(record.outcome, "answered")
        people = [] if letter or is_sealed else record.persons
        vals = {
            "agency_id": self.agency_id.id,
            "date": line.date_received,
            "received_by": record.received_by,
            "persons_count": record.persons_count or 1,
            "is_first": not (record.duplicate_of or record.follows),
            "kind": kind,
            "content": False if is_sealed else record.matters[0].content,
            "note": False if is_sealed else record.note,
            "person_ids": [Command.create(self._prepare_person(line, one)) for one in people],
        }
        visit = self.env["petition.visit"].create(vals)
        visit._record(
            {
                "register_key": line.row_key,
                "state": "ended",
                "outcome": outcome,
                "letter_id": letter.id,
                "matter_id": matter.id,
                "guided_to_text": record.forwarded_to if outcome == "guided" else False,
                # Who received them then is not in the register.
                **dict.fromkeys(("receiver_id", "receiver_name", "receiver_post"), False),
                **dict.fromkeys(("date_begun", "date_ended"), False),
            }
        )

    def _opened(self, letters):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_petition.petition_letter_action"
        )
        return dict(action, domain=[("id", "in", letters.ids)], context={})
