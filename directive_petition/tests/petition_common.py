from datetime import date, datetime

from odoo.fields import Command
from odoo.tests import freeze_time

from odoo.addons.directive_tracking.tests.common import DirectiveCase

from ..tools.letter.words import refusal_list

NOW = datetime(2026, 12, 1, 1, 0)  # Tuesday, 08:00 in Vietnam
TODAY = date(2026, 12, 1)


class PetitionWorld(DirectiveCase):
    """Staff and a manager of petitions in the Office and in two communes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = cls.make_staff("test_staff", cls.agency_office)
        cls.manager = cls.make_staff("test_manager", cls.agency_office, "manager")
        cls.staff_x = cls.make_staff("test_staff_x", cls.commune_x, "manager")
        cls.staff_y = cls.make_staff("test_staff_y", cls.commune_y)
        cls.subject = cls.env.ref("directive_petition.subject_kn_1_2")
        cls.ground = cls.env.ref("directive_petition.ground_not_accept_5")

    @classmethod
    def make_staff(cls, login, agency, role="user"):
        """Return a new user who works with petitions in ``agency``."""
        user = cls.make_user(login)
        group = cls.env.ref(f"directive_petition.group_petition_{role}")
        user.write({"group_ids": [Command.link(group.id)]})
        cls.env["directive.agency.member"].create(
            {"agency_id": agency.id, "user_id": user.id, "role": "responder"}
        )
        return user

    @classmethod
    def make_letter(cls, user=None, **vals):
        """Return a letter registered by ``user``, by staff of the Office unless named."""
        vals = {
            "content": "Land was taken without compensation",
            "person_ids": [Command.create({"name": "Nguyễn Thị Ánh", "address": "Thôn 1"})],
            **vals,
        }
        return cls.env["petition.letter"].with_user(user or cls.staff).create(vals)

    @classmethod
    def make_matter(cls, letter=None, state="received", kind="complaint", **vals):
        """Return a matter brought to ``state`` by its real steps."""
        letter = letter or cls.make_letter()
        matter = (
            letter.env["petition.matter"]
            .with_user(letter.author_id)
            .create(
                {
                    "letter_id": letter.id,
                    "kind": kind,
                    "content": "Content",
                    "subject_id": cls.subject.id,
                    **vals,
                }
            )
        )
        manager = matter.with_user(cls.manager if letter.author_id == cls.staff else cls.staff_x)
        for verb in PATHS[state]:
            manager._take_step(verb, cls.step_values(verb, matter.kind))
        return matter

    @classmethod
    def step_values(cls, verb, kind="complaint"):
        """Return all that the step ``verb`` of a matter of ``kind`` needs."""
        ground = cls.env["petition.ground"].search([("list", "=", refusal_list(kind))], limit=1)
        return {
            "reason": "A reason",
            "document_number": "12/QĐ-UBND",
            **({"ground_id": ground.id} if verb == "refuse" else {}),
            **({"sent_to_text": "Another body"} if verb in SENDING else {}),
            **({"result": "right"} if verb == "decide" else {}),
            **({"extension_days": 30} if verb == "extend" else {}),
            **({"handler_id": cls.staff.id} if verb == "assign" else {}),
        }


class PetitionCase(PetitionWorld):
    """The same on one day that never changes."""

    freeze_time = freeze_time(NOW)


class WithdrawalCase(PetitionCase):
    """A letter that two people signed, who may withdraw."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = [(0, 0, {"name": name}) for name in ("Một", "Hai")]
        cls.letter = cls.make_letter(person_ids=people)

    def withdraw(self, matter, people, **vals):
        vals = {"matter_id": matter.id, "person_ids": people.ids, **vals}
        return self.env["petition.withdrawal"].with_user(self.staff).create(vals)


SENDING = ("transfer", "guide", "inform", "urge")
# The steps that lead from a new matter to a state.
PATHS = {
    "received": (),
    "classified": ("classify",),
    "supplement_asked": ("ask_supplement",),
    "accepted": ("classify", "accept"),
    "not_accepted": ("classify", "refuse"),
    "transferred": ("transfer",),
    "guided": ("guide",),
    "returned": ("return",),
    "filed": ("file",),
    "information": ("inform",),
    "verifying": ("classify", "accept", "verify"),
    "dialogue": ("classify", "accept", "verify", "talk"),
    "decided": ("classify", "accept", "decide"),
    "published": ("classify", "accept", "decide", "publish"),
    "enforcing": ("classify", "accept", "decide", "enforce"),
    "suspended": ("classify", "accept", "suspend"),
    "withdrawn": ("withdraw",),
    "terminated": ("classify", "accept", "terminate"),
    "closed": ("classify", "accept", "decide", "close"),
}
