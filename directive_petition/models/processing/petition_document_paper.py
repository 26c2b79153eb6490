from odoo import models

from odoo.addons.directive_tracking.tools.paper import Paper, Signature

from ...tools.letter.words import SIGNERS
from ...tools.processing.documents import ADDRESSED, BODY, DOCUMENTS, LETTERS
from ...tools.processing.layout import laid_out

MINUTES = "dialogue_minutes"
DAY = "%d/%m/%Y"  # as official documents write it


class PetitionDocument(models.Model):
    """The text of each paper, and how it looks: an administrative document of Decree 30/2020."""

    _inherit = "petition.document"

    def _paper(self):
        self.ensure_one()
        return Paper(
            **self._paper_heading(),
            number=self.number or "",
            day=self.date or None,
            kind="" if self.kind in LETTERS else self._paper_title(),
            subject=self._paper_subject(),
            recipients=(self.recipient,) if self.recipient and self._is_addressed() else (),
            body=self._paper_body(),
            signers=self._paper_signers(),
            signature=Signature(tuple((self.posts or "").splitlines()), self.signed_by or ""),
            copies=tuple((self.copies or "").splitlines()),
        )

    def _paper_body(self):
        """Return the text; above that of a decision stands who decides, as it is signed."""
        lines, who = (self.body or "").splitlines(), ""
        if self._is_decision():
            headings = self.env["petition.visit"]
            who = headings._authority_of(self.matter_id.agency_id, self.posts or "")
        return laid_out(lines, self.env._("DECIDES:"), who)

    def _paper_signers(self):
        """Return who signs minutes side by side."""
        if self.kind != MINUTES:
            return ()
        return tuple(
            Signature((post,))
            for post in (
                self.env._("COMPLAINANT"),
                self.env._("PERSON COMPLAINED AGAINST"),
                self.env._("MINUTES TAKEN BY"),
                self.env._("CHAIR"),
            )
        )

    def _is_addressed(self):
        return self.kind in ADDRESSED

    def _paper_heading(self):
        """Return the heading: the agency that handles the matter, below the one above it."""
        return self.env["petition.visit"]._heading_of(self.matter_id.agency_id)

    def _paper_title(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind].upper()

    def _paper_subject(self):
        return self.env._("matter %(number)s", number=self.matter_id.number or "")

    def _paper_file_name(self):
        # Codes only: a file name is read by many.
        number = (self.matter_id.number or "").replace("/", "-")
        return f"{self.kind}-{number}"

    # The template

    def _template(self):
        """Return the text of the template for this paper, in Vietnamese if it is installed."""
        words = self._in_official_language()
        lines = words._decision() if self._is_decision() else words._message()
        return {
            "body": "\n".join(filter(None, lines)),
            "recipient": words._addressee(),
            "posts": words._usual_posts(),
            "copies": words._usual_copies(),
        }

    def _is_decision(self):
        return self.kind.endswith("_decision")

    def _message(self):
        return [self._opening(), *self._lines().get(self.kind, list)(), self._ending()]

    def _decision(self):
        """Return the lines of a decision: on which laws it rests, and what it says, in articles."""
        day = self.date or self.env["directive.settings"]._today()
        laws, why = self.env["petition.ground"]._bases(self.matter_id.kind, day), self._because()
        said = [line for line in self._lines()[self.kind]() if line and line != why]
        articles = [
            self.env._("Article %(number)s. %(text)s", number=number, text=text)
            for number, text in enumerate(said, 1)
        ]
        bases = [self.env._("Pursuant to %s;", law.name) for law in laws]
        return [*bases, self._opening(), why, self.env._("DECIDES:"), *articles]

    def _opening(self):
        matter = self.matter_id
        return self.env._(
            "On %(day)s %(agency)s received a letter with the content: %(content)s (matter "
            "%(number)s).",
            day=matter.date_received.strftime(DAY),
            agency=matter.letter_id.agency_id.name,
            content=(matter.content or matter.subject_id.name or "…").strip().rstrip("."),
            number=matter.number or "",
        )

    def _addressee(self):
        if DOCUMENTS[self.kind].to == BODY:
            return self.sent_to_id.name or self.sent_to_text or ""
        return self._signers()

    def _signers(self):
        """Return the names of those who signed; sealed people are known by their code alone."""
        letter = self.matter_id.letter_id
        people = self.env["petition.person"].search_fetch(
            [("letter_id", "=", letter.id), ("role", "in", SIGNERS)], ["name"]
        )
        return ", ".join(people.mapped("name"))

    def _usual_posts(self):
        """Return what stands above the signature; those present sign minutes."""
        if self.kind == MINUTES:
            return ""
        return self.env["petition.visit"]._posts_of(self.matter_id.agency_id)

    def _usual_copies(self):
        first = self._concerned() if self._is_decision() else ""
        if self._is_addressed():
            first = self.env._("As above")
        return "\n".join(filter(None, (first, self.env._("Archives: clerk's office"))))

    def _concerned(self):
        """Return to whom a decision goes, which is addressed to nobody; who denounces is not named."""
        if self.matter_id.kind == "denunciation":
            return self.env._("The denouncer")
        return self._addressee()

    def _ending(self):
        if DOCUMENTS[self.kind].to == BODY or self.kind == MINUTES:
            return ""
        return self.env._(
            "%(agency)s informs you accordingly.", agency=self.matter_id.agency_id.name
        )

    def _lines(self):
        """Return ``{kind of paper: method that returns its own lines}``."""
        return {
            "supplement_letter": self._lines_of_supplement,
            "acceptance_notice": self._lines_of_acceptance,
            "acceptance_decision": self._lines_of_acceptance,
            "refusal_notice": self._lines_of_refusal,
            "transfer_slip": self._lines_of_transfer,
            "guidance_slip": self._lines_of_guidance,
            "return_slip": self._lines_of_return,
            "filing_slip": self._lines_of_filing,
            "information_letter": self._lines_of_information,
            "urging_letter": self._lines_of_urging,
            "verification_decision": self._lines_of_verification,
            "resolving_decision": self._lines_of_decision,
            "conclusion": self._lines_of_decision,
            "answer_letter": self._lines_of_decision,
            "conclusion_notice": self._lines_of_notice,
            "suspension_decision": self._lines_of_suspension,
            "resuming_decision": self._lines_of_resuming,
            "termination_decision": self._lines_of_termination,
            "restoring_decision": self._lines_of_restoring,
            "looking_again_decision": self._lines_of_restoring,
            "extension_decision": self._lines_of_extension,
            "stay_decision": self._lines_of_stay,
            "lifting_decision": self._lines_of_lifting,
        }

    def _lines_of_supplement(self):
        return [
            self.env._("The letter does not yet meet the conditions of the law."),
            self._because(),
            self.env._("You are asked to supplement it, so that it can be considered."),
        ]

    def _lines_of_acceptance(self):
        due = self.matter_id.date_due
        known = due and self.env._("The term of settling it ends on %s.", due.strftime(DAY))
        return [self.env._("After examination the matter is accepted for settlement."), known]

    def _lines_of_refusal(self):
        ground = self.ground_id
        said = ground and self.env._(
            "Ground: %(name)s (%(law)s).", name=ground.name, law=ground.citation
        )
        return [self.env._("The matter is not accepted for settlement."), said, self._because()]

    def _lines_of_transfer(self):
        return [
            self.env._(
                "The matter is within the competence of %s, to which the letter is transferred for "
                "settlement according to the law.",
                self._body_named(),
            ),
            self.env._("Please report the result within the term of the law."),
        ]

    def _lines_of_guidance(self):
        return [
            self.env._(
                "The matter is within the competence of %s: please send your letter there.",
                self._body_named(),
            ),
            self.env._("Guidance is given once for the same content."),
        ]

    def _lines_of_return(self):
        return [self.env._("The letter and its papers are returned to you."), self._because()]

    def _lines_of_filing(self):
        return [self.env._("It is proposed to file the letter."), self._because()]

    def _lines_of_information(self):
        return [
            self.env._(
                "The letter does not meet the conditions of a denunciation, but names who acted and "
                "evidence that can be checked. Its content is passed on for inspection."
            )
        ]

    def _lines_of_urging(self):
        return [
            self.env._(
                "The term of settling the matter has ended. %s is asked to settle it and to report "
                "the result and the reasons for the delay.",
                self._body_named(),
            )
        ]

    def _lines_of_verification(self):
        return [self.env._("The content of the matter is to be verified."), self._because()]

    def _lines_of_decision(self):
        labels = dict(self._fields["result"]._description_selection(self.env))
        said = self.result and self.env._("Result: %s.", labels[self.result])
        return [self.env._("Result of the verification: …"), said]

    def _lines_of_notice(self):
        return [self.env._("The denunciation has been concluded: …")]

    def _lines_of_suspension(self):
        return [
            self.env._("The settlement of the matter is suspended."),
            self._because(),
            self.env._("The term goes on from the day of the decision to resume it."),
        ]

    def _lines_of_resuming(self):
        return [self.env._("The settlement of the matter is resumed."), self._because()]

    def _lines_of_termination(self):
        return [self.env._("The settlement of the matter is terminated."), self._because()]

    def _lines_of_restoring(self):
        matter = self.matter_id
        # Drafted by hand before the step, or of the step that was taken.
        ending = matter._ending_step(self.step_id) if self.step_id else matter._ending_step()
        annulled = ending.document_number and self.env._(
            "The document no. %(number)s of %(day)s is annulled.",
            number=ending.document_number,
            day=(ending.document_date or ending.day).strftime(DAY),
        )
        return [
            annulled,
            self.env._("The settlement of the matter goes on."),
            self.env._("This decision takes effect on the day on which it is signed."),
            self._because(),
        ]

    def _lines_of_extension(self):
        return [
            self.env._("The term of settlement is extended by %s days.", self.extension_days),
            self._because(),
        ]

    def _lines_of_stay(self):
        return [
            self.env._("The carrying out of the disputed decision is stayed."),
            self._because(),
        ]

    def _lines_of_lifting(self):
        return [self.env._("The stay of the disputed decision is lifted."), self._because()]

    def _because(self):
        reason = (self.reason or "").strip()
        if reason and reason[-1] not in ".!?…":
            reason += "."
        return reason and self.env._("Reason: %s", reason)

    def _body_named(self):
        return self.sent_to_id.name or self.sent_to_text or "…"
