from odoo import Command, api, models

from ..tools.letter.words import refusal_list
from ..tools.letter.workflow import EVERY_KIND, STATES
from .petition_content import LETTERS, MEASURES, STAFF, TAKEN
from .petition_states import letters_of, path_to

GROUP = "directive_petition.group_petition_"
POSTS = {
    "tiepcongdan": ("Ban Tiếp công dân", "user"),
    "truongban": ("Trưởng ban Tiếp công dân", "manager"),
}


class DirectiveDemo(models.AbstractModel):
    """The letters of the demo province: of its Office and of three communes."""

    _inherit = "directive.demo"

    @api.model
    def _fill_petitions(self):
        """Register letters of every kind, and take the steps that lead to every state."""
        if self.env["petition.letter"].search_count([], limit=1):
            return
        demo = self._in_its_language().with_context(directive_workflow=None)
        demo._give_petition_roles()
        for letter in LETTERS:
            demo._register_letter(*letter)
        demo._register_what_was_sent(*TAKEN)
        for letter in letters_of(demo._states_not_shown()):
            demo._register_letter(*letter)

    def _states_not_shown(self):
        """Return the ``(kind, state)`` that a matter can reach and none of the demo stands in."""
        shown = self.env["petition.matter"]._read_group([], ["kind", "state"])
        return [
            (kind, state)
            for kind in EVERY_KIND
            for state, _label in STATES
            if path_to(kind, state) is not None and (kind, state) not in shown
        ]

    def _give_petition_roles(self):
        """Let the staff of the Office and of the communes work with petitions."""
        for login, (title, role) in POSTS.items():
            user = self.env.ref(f"directive_petition.user_{login}")
            user.write({"group_ids": [Command.link(self.env.ref(GROUP + role).id)]})
            user.lang = self.env.lang or user.lang
            self.env["directive.agency.member"].create(
                {
                    "agency_id": self._ref("agency_vpubnd").id,
                    "user_id": user.id,
                    "role": "responder",
                    "title": title,
                }
            )
        manager = self.env.ref(f"{GROUP}manager")
        for agency, (login, _manager) in STAFF.items():
            if agency != "vpubnd":
                self._ref(f"user_{login}").group_ids = [Command.link(manager.id)]

    def _petition_user(self, agency, is_manager=False):
        login = STAFF[agency][is_manager]
        addon = "directive_petition" if agency == "vpubnd" else "directive_tracking"
        return self.env.ref(f"{addon}.user_{login}")

    def _days_ago(self, days):
        return self._in_days(-days)

    def _register_letter(self, agency, source, days, people, more, matters):
        letters = self.env["petition.letter"].with_user(self._petition_user(agency))
        letter = letters.create(
            {
                "agency_id": self._ref(f"agency_{agency}").id,
                "source": source,
                "date_received": self._days_ago(days),
                "person_ids": [Command.create(one) for one in people],
                **more,
            }
        )
        for *matter, steps in matters:
            self._live_through_matter(self._enter_matter(letter, *matter), agency, steps)

    def _enter_matter(self, letter, kind, subject, content, against, more):
        values = dict(more)
        criteria = self._criteria(values.pop("criteria", ()))
        first = self._decided_by(values.pop("follows", None))
        return letter.env["petition.matter"].create(
            {
                "letter_id": letter.id,
                "kind": kind,
                "subject_id": self._subject(subject).id,
                "content": content,
                "object_text": against,
                "criterion_ids": [Command.set(criteria)],
                "first_matter_id": first.id,
                **values,
            }
        )

    def _decided_by(self, number):
        """Return the matter that the document ``number`` decided, none without one."""
        wanted = [("document_number", "=", number), ("verb", "=", "decide")]
        return self.env["petition.step"].search(wanted if number else [(0, "=", 1)]).matter_id

    def _subject(self, code):
        return self.env["petition.subject"].search([("code", "=", code)])

    def _criteria(self, codes):
        wanted = [str(code) for code in codes]
        return self.env["petition.criterion"].search([("code", "in", wanted)]).ids

    def _live_through_matter(self, matter, agency, steps):
        """Take ``steps`` as the manager of the agency, each on its day."""
        matter = matter.with_user(self._petition_user(agency, is_manager=True))
        for verb, days, values in steps:
            matter._take_step(verb, self._step_in_demo(matter, days, values))
            if measures := MEASURES.get(values.get("document_number")):
                matter.write(measures)

    def _step_in_demo(self, matter, days, values):
        values = dict(values) | {"day": self._days_ago(days)}
        if "document_number" in values:
            values["document_date"] = values["day"]
        if ground := values.pop("ground", None):
            named = [("list", "=", refusal_list(matter.kind)), ("code", "=", ground)]
            values["ground_id"] = self.env["petition.ground"].search(named).id
        if sent := values.pop("sent", None):
            values["sent_to_id"] = self._ref(f"agency_{sent}").id
        return values

    def _register_what_was_sent(self, agency, steps):
        """Let ``agency`` register what the Office has sent it."""
        user = self._petition_user(agency)
        sent = self.env["petition.matter"].with_user(user)
        sent = sent.search([("can_be_registered", "=", True)], limit=1)
        letter = self.env["petition.letter"].browse(sent.action_register_here()["res_id"])
        letter.with_user(user).date_received = self._days_ago(9)
        self._live_through_matter(letter.with_user(user).matter_ids, agency, steps)
