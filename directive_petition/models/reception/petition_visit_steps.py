from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from ...tools.letter.words import REFUSING_RECEPTION
from ...tools.reception.words import (
    APPOINTED,
    ENDED,
    GUIDED,
    LEFT,
    LETTER,
    LINKED,
    REFUSED,
    TALKING,
    WAITING,
)
from .petition_matter import VISIT

SHOWN = "petition_shown"  # context: the visit from whose form a button was pressed
OF_THE_OUTCOME = {
    *("outcome", "answer", "guided_to_id", "guided_to_text", "guided_number", "ground_id"),
    *("refusal_reason", "date_appointment", "appointment_text", "matter_id"),
}


class PetitionVisit(models.Model):
    """The steps of a visit: waiting, being received, over; and what became of it."""

    _inherit = "petition.visit"

    # The queue

    def action_wait(self):
        """Put these people in the queue."""
        self._check_step(TALKING)
        self._record({"state": WAITING, "receiver_id": False, "date_begun": False})
        return True

    def action_call(self):
        """Begin to receive the people of this visit.

        :raises UserError: where a colleague called them first
        """
        self._check_step(WAITING)
        self._record(self._receiver_vals())
        return self._opened()

    def action_call_next(self):
        """Call whoever has waited longest today, those to be taken first before all others.

        It does not matter which visits are on the screen or selected.

        Two clerks who press at the same second get two visits.

        :raises UserError: if nobody is waiting
        """
        self.check_access("write")
        queue = self.search(self._queue_domain(), order="is_urgent desc, id", limit=20)
        for visit in queue:
            if visit.try_lock_for_update():
                return visit.action_call()
        raise UserError(self.env._("Nobody is waiting."))

    @api.model
    def _queue_domain(self):
        return [
            ("state", "=", WAITING),
            ("date", "=", self.env["directive.settings"]._today()),
            ("is_of_my_agency", "=", True),
        ]

    def action_leave(self):
        """Say that these people left before their turn."""
        self._check_step(WAITING)
        self._record({"state": LEFT, "date_ended": fields.Datetime.now()})
        return True

    def action_reopen(self, reason=None):
        """Open a visit again to correct it; one whose letter was taken in stays as it is.

        :param str reason: kept in the remarks of the register
        :raises UserError: without a reason, or where there is a letter
        """
        reason = self._typed_text(reason)
        if not reason:
            raise UserError(self.env._("Say why the visit is opened again."))
        self._check_step(ENDED, LEFT)
        for visit in self:
            if visit.letter_id:
                raise UserError(
                    self.env._(
                        "The letter %(letter)s was taken in at this visit: go on with the letter.",
                        letter=visit.letter_id.display_name,
                    )
                )
            cleared = dict.fromkeys(OF_THE_OUTCOME | {"date_ended"}, False)
            note = "; ".join(filter(None, (visit.note, self.env._("Opened again: %s", reason))))
            visit._void_documents()
            visit.note = note
            visit._record({**cleared, **visit._receiver_vals(), "is_reopened": True})
        return True

    def _check_step(self, *states):
        """Hold these visits; raise unless the caller may write them and they stand in ``states``."""
        self.check_access("write")
        self._hold()  # a colleague's step of this second makes the request begin again
        labels = dict(self._fields["state"]._description_selection(self.env))
        for visit in self.filtered(lambda one: one.state not in states):
            raise UserError(
                self.env._(
                    "“%(visit)s” is in the state “%(state)s” already.",
                    visit=visit.display_name,
                    state=labels[visit.state],
                )
            )

    def _opened(self):
        """Show this visit; one that stands on the screen gives its place to it."""
        shown = self.env.context.get(SHOWN)
        if shown == self.id:
            return True
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_petition.petition_visit_action_desk"
        )
        # Sixty visits a day would stand behind each other in the path above the form.
        place = {"target": "main"} if shown else {}
        return action | {"views": [(False, "form")], "res_id": self.id} | place

    # The end

    def _end(self, outcome, **vals):
        """End this visit with ``outcome``; ``vals`` are what goes with it."""
        self.ensure_one()
        self._check_step(TALKING)
        people, papers = self._check_told(), self._brought("petition.paper")
        self._check_outcome(outcome, vals)
        self._record({**vals, **self._without_sealed(self._texts_of(vals)), "outcome": outcome})
        if outcome == LETTER:
            # No default in the context of whoever pressed goes into what is registered.
            plain = self.with_env(self.env(context=clean_context(self.env.context)))
            plain._take_letter(people, papers)
        elif outcome == LINKED:
            self._record({"is_first": False})
            self._join_letter(people, papers)
        self._record({"state": ENDED, "date_ended": fields.Datetime.now()})
        self._write_documents(papers)

    def _brought(self, model):
        """Return the people or papers of this visit, read at once."""
        # Whoever may write a visit sees who came and what they brought.
        rows = self.env[model].sudo()
        names = [name for name, one in rows._fields.items() if one.column_type and one.prefetch]
        return rows.search_fetch([("visit_id", "=", self.id)], names).sudo(False)

    def _check_told(self):
        """Return who came; raise unless the register can be filled in: they, and what for."""
        people = self._brought("petition.person")
        if not people:
            raise UserError(self.env._("Enter who came before you end the visit."))
        if not (self.content or self._is_without_text()):
            raise UserError(self.env._("Enter in short what they came for."))
        return people

    def _check_outcome(self, outcome, vals):
        """Raise unless ``vals`` say what this outcome needs."""
        needed = {
            LINKED: (vals.get("matter_id"), self.env._("Choose the matter it belongs to.")),
            GUIDED: (
                vals.get("guided_to_id") or vals.get("guided_to_text"),
                self.env._("Say to which body they were guided."),
            ),
            REFUSED: (vals.get("ground_id"), self.env._("Choose the legal ground.")),
            APPOINTED: (
                vals.get("date_appointment"),
                self.env._("Say on which day they come again."),
            ),
        }
        given, sentence = needed.get(outcome, (True, ""))
        if not given:
            raise UserError(sentence)
        if outcome == REFUSED:
            ground = self.env["petition.ground"].browse(vals["ground_id"])
            ground._check_holds(REFUSING_RECEPTION, self.date)
        # Names of records come from the caller.
        self.env["petition.matter"].browse(vals.get("matter_id") or ()).check_access("read")
        if outcome == GUIDED and self.kind == "denunciation":
            raise UserError(
                self.env._("A denunciation is taken in and transferred, not guided elsewhere.")
            )

    def _texts_of(self, vals):
        return {name: vals[name] for name in self._sealed_texts if vals.get(name)}

    # The letter

    def _take_letter(self, people, papers):
        """Register what was handed over or told as a letter with one matter."""
        letters = self.env["petition.letter"]
        make = letters._create_for_sealed if self._is_without_text() else letters.create
        letter = make(self._prepare_letter())
        self._move_to(letter, people, papers)
        matters = self.env["petition.matter"].with_context(**{VISIT: self})
        matter = matters.create(self._prepare_matter(letter)).with_env(self.env)
        self._hand_on_texts(matter)
        self._record({"letter_id": letter.id, "matter_id": matter.id})

    def _prepare_letter(self):
        return {
            "agency_id": self.agency_id.id,
            "date_received": self.date,
            "source": "online" if self.is_online else "in_person",
            "persons_count": self.persons_count,
            "content": self.content,
        }

    def _prepare_matter(self, letter):
        return {
            "letter_id": letter.id,
            "agency_id": self.agency_id.id,
            "kind": self.kind,
            "subject_id": self.subject_id.id,
            "object_text": self.object_text,
            "content": self.content,
        }

    def _move_to(self, letter, people, papers):
        """The people and papers of the desk are those of the letter from now on."""
        if self._was_ever_sealed():
            self.env["petition.seal"]._move([self, *people], letter)
        people.write({"letter_id": letter.id})
        papers.write({"letter_id": letter.id})

    def _join_letter(self, people, papers):
        """Add whoever is not on the letter yet: nobody who signs is lost."""
        letter = self.matter_id.letter_id
        if not letter.has_access("write") or letter.state == "done":
            return
        there = letter.person_ids
        if new := people.filtered(lambda one: not one._is_one_of(there)):
            new.write({"letter_id": letter.id})
            letter.persons_count = max(letter.persons_count, len(letter.person_ids))
        papers.write({"letter_id": letter.id})
