from functools import partial

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.letter.words import SIGNERS
from ...tools.letter.workflow import IN_HAND, NEW, SETTLED

SIDE = {"document_ids", "paper_ids", "dialogue_ids", "withdrawal_ids"}
SIDE |= {"later_matter_ids", "task_ids"}
# Steps that end one another, and change no state
COURSES = {"stay": "stay", "lift_stay": "stay", "sue": "court", "judge": "court"}
DECIDED = (*SETTLED, "closed", "terminated", "not_accepted")


class PetitionMatter(models.Model):
    """What goes beside the steps: papers, dialogues, withdrawals, and what comes after."""

    _inherit = "petition.matter"

    document_ids = fields.One2many("petition.document", "matter_id")
    dialogue_ids = fields.One2many("petition.dialogue", "matter_id")
    withdrawal_ids = fields.One2many("petition.withdrawal", "matter_id")
    later_matter_ids = fields.One2many(
        "petition.matter", "first_matter_id", string="Second and further", readonly=True
    )
    # To whom a matter was sent sees it without its letter.
    is_withdrawn_by_all = fields.Boolean(compute="_compute_is_withdrawn_by_all", compute_sudo=True)
    beside = fields.Text(string="Beside the steps", compute="_compute_beside", compute_sudo=False)

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | SIDE

    @api.depends(
        "withdrawal_ids.set_aside_ids",
        "withdrawal_ids.date_set_aside",
        "letter_id.person_ids.role",
    )
    def _compute_is_withdrawn_by_all(self):
        for matter in self:
            matter.is_withdrawn_by_all = matter._is_withdrawn_by_all()

    def _is_withdrawn_by_all(self):
        """Tell whether all who signed have taken the whole matter back of their free will."""
        withdrawn = self._withdrawals_that_count().person_ids
        return bool(withdrawn and self._signers()) and not self._signers_left()

    def _signers(self):
        return self.letter_id.person_ids.filtered(lambda one: one.role in SIGNERS)

    def _signers_left(self):
        """Return those who signed and have not taken the whole matter back."""
        return self._signers() - self._withdrawals_that_count().person_ids

    def _withdrawals_that_count(self):
        """Return the withdrawals of the whole, made freely and not set aside since."""
        return self.withdrawal_ids.filtered(
            lambda one: one.is_whole and not one.is_doubted and not one._is_set_aside()
        )

    # The summary on the first screen

    @api.depends("state", "withdrawal_ids", "dialogue_ids.state", "later_matter_ids", "step_ids")
    @api.depends_context("uid", "lang")
    def _compute_beside(self):
        """Sum up the tabs of the matter at its top, without names."""
        for matter in self:
            # To whom a matter was sent sees it without its letter, so without what happens to it.
            is_read = matter.letter_id.has_access("read")
            # Whoever reads the letter reads who withdrew from it.
            lines = matter.sudo()._lines_beside() if is_read else ()
            matter.beside = "\n".join(lines)

    def _lines_beside(self):
        if self.state in (*NEW, *IN_HAND, "suspended"):
            yield from self._lines_of_withdrawals()
            yield from self._lines_of_dialogues()
        yield from self._lines_of_courts()
        for later in self.later_matter_ids:
            yield self.env._("The citizen went on: %s.", later.display_name)

    def _lines_of_withdrawals(self):
        day = partial(format_date, self.env)
        known = self.withdrawal_ids.filtered(lambda one: not one._is_set_aside())
        if self._is_withdrawn_by_all():
            yield self.env._("All who signed have withdrawn: the matter is terminated by decision.")
        elif gone := self._withdrawals_that_count():
            yield self.env._(
                "%(gone)s of the %(all)s who signed have withdrawn, last on %(day)s: the matter goes "
                "on for the others.",
                gone=len(gone.person_ids & self._signers()),
                all=len(self._signers()),
                day=day(max(gone.mapped("day"))),
            )
        for one in known.filtered("is_doubted"):
            yield self.env._(
                "Withdrawn on %s, perhaps under threat or coercion: the matter goes on.",
                day(one.day),
            )
        for one in known.filtered(lambda one: not one.is_whole and not one.is_doubted):
            yield self.env._("A part was withdrawn on %s: the rest goes on.", day(one.day))

    def _lines_of_dialogues(self):
        for one in self.dialogue_ids.filtered(lambda one: one.state == "planned"):
            yield one._line_beside()

    def _lines_of_courts(self):
        """Say whether the disputed decision is stayed and whether a court has the matter."""
        sentences = {
            "stay": self.env._("The disputed decision has been stayed since %s."),
            "sue": self.env._("The matter has been before a court since %s."),
            "judge": self.env._("A court has judged on %s."),
        }
        last = {
            COURSES[step.verb]: step for step in self.step_ids.sorted("id") if step.verb in COURSES
        }
        for step in last.values():
            if sentence := sentences.get(step.verb):
                yield sentence % format_date(self.env, step.day)

    def _draft_paper_of(self, step):
        """Draft the paper that goes out with ``step``, unless the step came from a paper."""
        if self.env.context.get("petition_paper") is not WORKFLOW:
            self.env["petition.document"]._draft_of_step(step)

    # Buttons

    def action_draft_paper(self):
        """Open a new paper of this matter."""
        return self._open_new("petition.document")

    def action_plan_dialogue(self):
        """Open a new dialogue on this matter."""
        return self._open_new("petition.dialogue")

    def action_withdrawal(self):
        """Open the form in which a withdrawal is recorded."""
        return self._open_new("petition.withdrawal", "new")

    def _open_new(self, model, target="current"):
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env["ir.model"]._get(model).name,
            "res_model": model,
            "views": [(False, "form")],
            "context": {"default_matter_id": self.id},
            "target": target,
        }

    # Second and further

    def action_complain_again(self):
        """Register the second complaint, or the further denunciation, after this matter.

        :raises UserError: if this matter is not over, or has no second level
        """
        self.ensure_one()
        self.check_access("read")
        if self.kind == "petition" or self.state not in DECIDED:
            raise UserError(
                self.env._(
                    "Only a complaint or denunciation that was decided is followed by another."
                )
            )
        letter = self.env["petition.letter"].create(self._values_of_next_letter())
        matter = self.env["petition.matter"].create(self._values_of_next_matter(letter))
        return matter._get_records_action(context={})

    def _values_of_next_letter(self):
        # Sealed people are named by their code: their seal stays with the first letter.
        people = self.letter_id.person_ids.filtered(lambda one: not one.is_sealed)
        return {
            "content": self.content,
            "person_ids": [Command.create(person.copy_data()[0]) for person in people],
        }

    def _values_of_next_matter(self, letter):
        is_second = self.kind == "complaint" and self.level == "first"
        return {
            "letter_id": letter.id,
            "kind": self.kind,
            "level": "second" if is_second else "further",
            "subject_id": self.subject_id.id,
            "object_text": self.object_text,
            "content": self.content,
            "is_remote": self.is_remote,
            "first_matter_id": self.id,
        }
