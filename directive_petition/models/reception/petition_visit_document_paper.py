from odoo import models
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.paper import Column, Paper, Signature, Table
from odoo.addons.directive_tracking.tools.paper.model import CENTRE

from ...tools.reception.words import RECEIPT, REFUSAL

DOTS = "." * 24


class PetitionVisitDocument(models.Model):
    """The papers of Decree 154/2026/NĐ-CP, with the words of its forms.

    Who is sealed is not named: dots are left, to be filled in by hand before the eyes of the citizen.
    """

    _inherit = "petition.visit.document"

    def _paper(self):
        self.ensure_one()
        bodies = {REFUSAL: self._refusal_paper, RECEIPT: self._receipt_paper}
        return bodies.get(self.kind, self._slip_paper)()

    def _heading(self):
        return self.env["petition.visit"]._heading_of(self.agency_id)

    # Who

    def _visitor(self):
        """Return the person the paper is for as the words of the forms need them."""
        person = self.visit_id.person_ids[:1]
        sealed = person.is_sealed or not person
        return {
            "name": DOTS if sealed else person.name,
            "id_number": DOTS if sealed else person.id_number or DOTS,
            "id_date": self._day(person.id_date) if not sealed and person.id_date else DOTS,
            "id_place": DOTS if sealed else person.id_place or DOTS,
            "address": DOTS if sealed else person.address or DOTS,
        }

    def _day(self, day):
        return format_date(self.env, day, date_format="dd/MM/yyyy")

    def _kind_in_words(self):
        kinds = dict(self.env["petition.visit"]._fields["kind"]._description_selection(self.env))
        return (kinds.get(self.visit_id.kind) or "").lower()

    # Form 01/TCD

    def _refusal_paper(self):
        visitor, visit = self._visitor(), self.visit_id
        return Paper(
            **self._heading(),
            number=self.number or self.env._("      /TB-…"),
            day=None if self.is_open else self.date,
            kind=self.env._("NOTICE"),
            subject=self.env._("Refusal of reception"),
            recipients=(visitor["name"],),
            body=self._refusal_body(visitor, visit),
            signature=Signature((self.env._("HEAD OF THE AGENCY"),)),
            copies=(self.env._("As above"), self.env._("Archives: clerk's office, file")),
        )

    def _refusal_body(self, visitor, visit):
        return (
            self.env._(
                "On %(day)s, %(name)s, identity card or passport %(id_number)s, issued on "
                "%(id_date)s by %(id_place)s, address: %(address)s, came to %(agency)s with a "
                "%(kind)s about: %(content)s.",
                day=self._day(visit.date),
                agency=visit.agency_id.name,
                kind=self._kind_in_words(),
                content=(visit.content or DOTS).rstrip("."),
                **visitor,
            ),
            self.env._(
                "In accordance with %(citation)s (%(ground)s), %(agency)s refuses to receive the "
                "content of the %(kind)s of %(name)s and gives notice of it.",
                citation=visit.ground_id.citation,
                ground=visit.ground_id.name.rstrip("."),
                agency=visit.agency_id.name,
                kind=self._kind_in_words(),
                name=visitor["name"],
            ),
            *(visit.refusal_reason or "").splitlines(),
        )

    # Form 02/TCD

    def _receipt_paper(self):
        visitor, visit = self._visitor(), self.visit_id
        moment = self.env["directive.settings"]._to_local(visit.date_begun or visit.create_date)
        return Paper(
            **self._heading(),
            day=self.date,
            number=visit.number,
            kind=self.env._("RECEIPT"),
            subject=self.env._("Information and documents"),
            body=(
                self.env._(
                    "At %(hour)s on %(day)s, at %(agency)s, I, %(receiver)s, %(post)s, received "
                    "from %(name)s, identity card or passport %(id_number)s, issued on "
                    "%(id_date)s by %(id_place)s, the following information and documents:",
                    hour=f"{moment:%H:%M}",
                    day=self._day(visit.date),
                    agency=visit.agency_id.name,
                    receiver=visit.receiver_name or DOTS,
                    post=visit.receiver_post or DOTS,
                    **visitor,
                ),
                self._paper_table(),
                *self._receipt_closing(),
            ),
            signers=self._receipt_signers(),
            copies=(self.env._("Who handed them over"), self.env._("Archives: file")),
        )

    def _paper_table(self):
        columns = (
            Column(self.env._("No."), 0.6, CENTRE),
            Column(self.env._("Information, document"), 4),
            Column(self.env._("Number of pages"), 1, CENTRE),
            Column(self.env._("Original or copy"), 1.4),
            Column(self.env._("Condition"), 2),
        )
        return Table(columns, tuple(self._paper_rows()))

    def _paper_rows(self):
        original, copied = self.env._("Original"), self.env._("Copy")
        for place, paper in enumerate(self.visit_id.paper_ids, 1):
            is_original = original if paper.is_original else copied
            pages = str(paper.pages or "")
            yield str(place), paper.name, pages, is_original, paper.condition or ""

    def _receipt_closing(self):
        visit = self.visit_id
        if visit.letter_id:
            yield self.env._("Number of the letter: %(number)s.", number=visit.letter_id.number)
        yield self.env._(
            "This receipt is made in two copies; one is handed to who gave the information and "
            "documents."
        )

    def _receipt_signers(self):
        """Return who signs a receipt side by side: who gave, and who took."""
        note, name = self.env._("(signature, full name)"), self.visit_id.receiver_name or ""
        giver = self.env._("PROVIDED BY")
        return Signature((giver,), note=note), Signature((self.env._("RECEIVED BY"),), name, note)

    # Appointment slip

    def _slip_paper(self):
        visitor, visit = self._visitor(), self.visit_id
        return Paper(
            **self._heading(),
            day=self.date,
            number=visit.number,
            kind=self.env._("APPOINTMENT SLIP"),
            subject=self.env._("Reception of citizens"),
            recipients=(visitor["name"],),
            body=tuple(self._slip_body(visit)),
            signature=Signature((self.env._("RECEPTION STAFF"),), visit.receiver_name or ""),
            copies=(self.env._("As above"), self.env._("Archives: file")),
        )

    def _slip_body(self, visit):
        yield self.env._(
            "%(agency)s asks you to come again on %(day)s to go on with visit %(number)s.",
            agency=visit.agency_id.name,
            day=self._day(visit.date_appointment),
            number=visit.number,
        )
        if visit.appointment_text:
            yield self.env._("Hour, place, whom to see: %s", visit.appointment_text)
        yield self.env._("Please bring your identity card and this slip.")
