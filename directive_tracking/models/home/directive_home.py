from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ...tools.home.choice import Choice
from ...tools.home.page import read_opens

# The sections of each role; who holds several roles begins with the first.
SECTIONS = {
    "leader": (
        "glance",
        "changes",
        "leader_waiting",
        "ordered",
        "classes",
        "ages",
        "starred",
        "rows",
        "trend",
    ),
    "office": ("office_decide", "office_follow", "office_entry", "office_owed"),
    "agency": ("agency_now", "agency_under_way", "standing", "agency_officers"),
    "admin": ("service",),
}
# Shown when the other sections are on the screen.
LATER = ("rows", "trend", "standing")


class DirectiveHome(models.AbstractModel):
    """The first page of each role: sections of numbers, and the list behind each number.

    A role has the sections that ``_sections`` names. ``_section_<name>`` says what a section
    shows, ``_opened_<name>`` the action that one of its numbers opens. Both run with the rights
    of the reader.
    """

    _name = "directive.home"
    _description = "Home Page"

    @api.model
    def read_page(self, role=None, choice=None):
        """Return the page of ``role``, by default of the reader's first one.

        :param dict choice: what the reader chose, such as the period; see :class:`Choice`
        :return: the ``roles`` of the reader, the ``role`` shown and its ``sections``
        :raises AccessError: if the reader does not hold ``role``
        """
        mine = self._my_roles()
        role = role or next(iter(mine), None)
        if not role:
            return {"roles": [], "role": False, "sections": []}
        self._check_role(role)
        chosen = self._chosen(choice)
        sections = [self._show(name, chosen) for name in self._sections()[role]]
        return {
            "roles": [{"name": name, "label": label} for name, label in mine.items()],
            "role": role,
            "choice": chosen.values(),
            "sections": [section for section in sections if section],
        }

    @api.model
    def read_section(self, role, name, choice=None):
        """Return one section of the page of ``role``, such as one that is shown later."""
        self._check_section(role, name)
        return self._show(name, self._chosen(choice), now=True)

    @api.model
    def open_number(self, role, name, opens, choice=None):
        """Return the action that opens exactly what a number of the section ``name`` counts.

        :param list opens: what the number says that it opens
        """
        self._check_section(role, name)
        try:
            return getattr(self, f"_opened_{name}")(self._chosen(choice), *read_opens(opens))
        except (KeyError, TypeError, ValueError) as error:
            raise self._nothing_there() from error

    # Who may ask for what

    @api.model
    def _sections(self):
        """Return ``{role: names of its sections}``, in the order in which they are shown."""
        return SECTIONS

    @api.model
    def _my_roles(self):
        """Return ``{role: label}`` of the roles that the reader holds."""
        labels = {
            "leader": self.env._("Leader"),
            "office": self.env._("Office"),
            "agency": self.env._("Agency"),
            "admin": self.env._("Administrator"),
        }
        user = self.env.user
        return {
            role: labels[role]
            for role in SECTIONS
            if user.has_group(f"directive_tracking.group_directive_{role}")
        }

    @api.model
    def _check_role(self, role):
        if role not in list(self._my_roles()):
            raise AccessError(self.env._("You are not allowed to open this page."))

    @api.model
    def _check_section(self, role, name):
        self._check_role(role)
        if name not in self._sections()[role]:
            raise self._nothing_there()

    @api.model
    def _chosen(self, choice):
        try:
            return Choice.of(choice or {})
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._("This page cannot be shown so: open it again from the menu.")
            ) from error

    @api.model
    def _nothing_there(self):
        return UserError(
            self.env._("This number is not on the page any more: open the page again.")
        )

    @api.model
    def _show(self, name, chosen, now=False):
        """Return a section with its name, or None where there is nothing to show.

        :param now: whether a section that may come later is shown at once
        """
        if name in LATER and not now:
            return {"name": name, "kind": "later", "rows": []}
        section = getattr(self, f"_section_{name}")(chosen)
        return section and {"name": name, **section}
