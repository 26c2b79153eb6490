from collections import Counter

from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools import single_email_re

from ...models.agency.directive_agency_member import ROLES
from ...tools.agency.member_sheet import mobile_of
from ...tools.text import fold
from .directive_member_import import AGENCY_GROUP, OFFICE_GROUP


class DirectiveMemberImportLine(models.TransientModel):
    """One person of the spreadsheet as they will be created, with the open problems."""

    _name = "directive.member.import.line"
    _description = "Imported Member"
    # Rows to correct come first and keep their place while they are corrected.
    _order = "had_problem desc, row_number, id"

    import_id = fields.Many2one(
        "directive.member.import", required=True, index=True, ondelete="cascade"
    )
    row_number = fields.Integer(string="Row", readonly=True)
    name = fields.Char()
    title = fields.Char(string="Post")
    role_text = fields.Char(string="Role in the file", readonly=True)
    role = fields.Selection(ROLES)
    email = fields.Char(string="E-mail")
    mobile = fields.Char()
    login = fields.Char()
    agency_text = fields.Char(string="Agency in the file", readonly=True)
    agency_id = fields.Many2one("directive.agency")
    had_problem = fields.Boolean()
    is_created = fields.Boolean(string="Created", readonly=True)
    problem = fields.Char(string="To correct", compute="_compute_problem")
    remark = fields.Char(compute="_compute_problem")

    @api.depends(
        "name",
        "role",
        "email",
        "mobile",
        "login",
        "agency_id",
        "is_created",
        "import_id.line_ids.login",
        "import_id.line_ids.name",
    )
    def _compute_problem(self):
        users, people = self._users_by_login(), self._people_by_login()
        members, twins = self._members_by_agency(), self._rows_per_post()
        for line in self:
            problems = [*line._problems_of_fields(), *line._problems_of_login(users, people)]
            line.problem = not line.is_created and " ".join(problems) or False
            remarks = line._remarks(users, members, twins)
            line.remark = not line.is_created and " ".join(remarks) or False

    def _problems_of_fields(self):
        """Yield a sentence for each invalid field."""
        if not fold(self.name):
            yield self.env._("The name is missing.")
        if not self.agency_id:
            yield (
                self.env._("No agency is called '%(name)s': choose one.", name=self.agency_text)
                if self.agency_text
                else self.env._("The agency is missing.")
            )
        if not self.role:
            yield self.env._("The role '%(role)s' is not known: choose one.", role=self.role_text)
        if self.email and not single_email_re.fullmatch(self.email):
            yield self.env._("'%(email)s' is not an e-mail address.", email=self.email)
        if self.mobile and not mobile_of(self.mobile):
            yield self.env._("'%(number)s' is not a telephone number.", number=self.mobile)

    def _problems_of_login(self, users, people):
        """Yield a sentence if the login belongs to someone else."""
        login = self._clean_login()
        if not login:
            return
        if " " in login:
            yield self.env._("The login '%(login)s' contains a space.", login=login)
        user = users.get(login)
        if user and fold(user.name) != fold(self.name):
            yield self.env._(
                "The login already belongs to %(name)s: choose another.", name=user.name
            )
        elif user and not user.active:
            yield self.env._("The login belongs to an archived user: ask the administrator.")
        elif len(people[login]) > 1:
            yield self.env._("Two people in the file have this login: choose another.")

    def _remarks(self, users, members, twins):
        """Yield remarks that do not block the import."""
        if self.role and not self.role_text:
            yield self.env._("No role given: “Responder” is used.")
        if users.get(self._clean_login()):
            yield self.env._("The user exists and becomes a member.")
        if self._find_member(members):
            yield self.env._("Already a member: nothing is added.")
        if twins[self._post()] > 1:
            yield self.env._("Listed more than once in the file: added once.")

    def _clean_login(self):
        return (self.login or "").strip().lower()

    def _post(self):
        """Return the key for the same person in the same agency."""
        mobile = mobile_of(self.mobile or "")
        return self.agency_id, fold(self.name), self._clean_login(), self.email or mobile

    def _rows_per_post(self):
        return Counter(line._post() for line in self.import_id.line_ids | self)

    def _users_by_login(self):
        """Return {login: user} of the logins in these rows, archived users too."""
        logins = {line._clean_login() for line in self} - {""}
        # Only name and state are compared, to say that a login is taken.
        Users = self.env["res.users"].sudo().with_context(active_test=False)
        return {user.login: user for user in Users.search([("login", "in", list(logins))])}

    def _members_by_agency(self):
        """Return {agency: its members} for the agencies of these rows."""
        found = self.env["directive.agency.member"].search(
            [("agency_id", "in", self.agency_id.ids), ("is_current", "=", True)]
        )
        return found.grouped("agency_id")

    def _people_by_login(self):
        """Return {login: names} over the whole file, so that two people never share one."""
        people = {}
        for line in self.import_id.line_ids | self:
            people.setdefault(line._clean_login(), set()).add(fold(line.name))
        return people

    def _find_member(self, members):
        """Return the existing member described by this row, if any.

        Two people with the same name are distinguished by e-mail or telephone.
        """
        for member in members.get(self.agency_id, ()):
            # Only administrators may know logins, and only they import members.
            same_login = member.user_id and member.user_id.sudo().login == self._clean_login()
            same_name = fold(member.partner_id.name) == fold(self.name)
            if same_login or (same_name and not self._differs_from(member)):
                return member
        return self.env["directive.agency.member"]

    def _differs_from(self, member):
        pairs = (
            (self.email, member.email),
            (mobile_of(self.mobile or ""), mobile_of(member.phone or "")),
        )
        return any(mine and theirs and mine.lower() != theirs.lower() for mine, theirs in pairs)

    def _create_users(self):
        """Return the users created for rows with a new login.

        They get no e-mail and no password: the administrator provides one.
        """
        # Only the application's administrators may use this wizard, and they need not manage all
        # users of Odoo: users created here get only the two roles of `_group`.
        Users = self.env["res.users"].sudo().with_context(no_reset_password=True)
        known = self._users_by_login()
        new = {}
        for line in self:
            if line._clean_login() and line._clean_login() not in known:
                new.setdefault(line._clean_login(), line)
        created = Users.create([line._prepare_user() for line in new.values()])
        self._grant_roles(self._users_by_login())
        return created.sudo(False)

    def _grant_roles(self, users):
        """Give the rows' users the role their agency needs, if they lack it."""
        for line in self:
            user, group = users.get(line._clean_login()), line._group()
            if user and group not in user.all_group_ids:
                user.group_ids = [Command.link(group.id)]

    def _prepare_user(self):
        return {
            **self._prepare_person(),
            "login": self._clean_login(),
            "lang": self.env.lang,
            "tz": self.env["directive.settings"]._get("timezone"),
            "group_ids": [Command.set([self._group().id])],
        }

    def _group(self):
        """Return the role of members of this agency."""
        xmlid = OFFICE_GROUP if self.agency_id.kind == "office" else AGENCY_GROUP
        # Cached, unlike env.ref: asked for every row.
        group_id = self.env["ir.model.data"]._xmlid_to_res_id(xmlid, raise_if_not_found=True)
        return self.env["res.groups"].browse(group_id)

    def _create_members(self):
        """Create the posts of these rows, and contacts for people without a user."""
        members = self._members_by_agency()
        users = self._users_by_login()
        posts = {line._post(): line for line in self if not line._find_member(members)}
        lines = self.browse([line.id for line in posts.values()])
        without_user = lines.filtered(lambda line: line._clean_login() not in users)
        # Contacts belong to another application; members must not need its rights.
        Partners = self.env["res.partner"].sudo()
        people = Partners.create([line._prepare_person() for line in without_user])
        person_of = dict(zip(without_user, people, strict=True))
        self.env["directive.agency.member"].create(
            [line._prepare_member(users, person_of) for line in lines]
        )

    def _prepare_member(self, users, person_of):
        user = users.get(self._clean_login())
        return {
            "agency_id": self.agency_id.id,
            "partner_id": (user.partner_id if user else person_of[self]).id,
            "user_id": user.id if user else False,
            "role": self.role,
            "title": self.title,
        }

    def _prepare_person(self):
        return {
            "name": self.name,
            "email": self.email,
            "phone": mobile_of(self.mobile or ""),
            "function": self.title,
        }
