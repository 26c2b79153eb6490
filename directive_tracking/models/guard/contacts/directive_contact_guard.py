from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

ROLES = ("office", "leader", "admin")
# Contact data of a person, in every form that Odoo stores or derives.
CONTACT_FIELDS = frozenset(
    (
        "phone",
        "phone_sanitized",
        "phone_blacklisted",
        "phone_mobile_search",
        "phone_sanitized_blacklisted",
        "mobile_blacklisted",
        "email",
        "email_normalized",
        "email_formatted",
        "contact_address",
        "contact_address_inline",
        "contact_address_complete",
    )
)


class DirectiveContactGuard(models.AbstractModel):
    """Contact data is visible only to the person's agency, the Office, leaders and administrators.

    Everybody else sees an empty field. Access in other ways than reading is refused, and a search
    by contact data finds only people whose contacts are readable.
    """

    _name = "directive.contact.guard"
    _description = "Contact Data Guard"
    _contact_person = "id"  # the column that holds the contact of the person

    def _sees_all_contacts(self):
        user = self.env.user
        return self.env.su or any(
            user.has_group(f"directive_tracking.group_directive_{role}") for role in ROLES
        )

    def _with_open_contacts(self):
        """Return those of these records whose contact data this user may read."""
        if self._sees_all_contacts():
            return self
        # The condition added below is the rule; the models' own rules would repeat it.
        query = self.sudo().with_context(active_test=False)._search([("id", "in", self.ids)])
        query.add_where(self._open_contacts_sql(self._table))
        seen = set(query)
        return self.filtered(lambda one: not one._origin.id or one._origin.id in seen)

    def _open_contacts_sql(self, alias):
        """Return the condition: one's own, a colleague's, or without a present employee."""
        person = SQL.identifier(alias, self._contact_person)
        return SQL(
            """(%(person)s IN %(mine)s OR NOT (
                EXISTS (SELECT FROM res_users WHERE res_users.partner_id = %(person)s)
                OR EXISTS (SELECT FROM directive_agency_member AS post
                            WHERE post.partner_id = %(person)s)))""",
            person=person,
            mine=tuple(self._own_persons()),
        )

    def _own_persons(self):
        """Return the ids of the contacts of this user and of the members of their agencies."""
        user = self.env.user
        colleagues = user._directive_agencies().sudo().member_ids.partner_id  # to know them
        for model in ("directive.agency.member", "res.users"):
            self.env[model].flush_model(["partner_id"])
        return (user.partner_id | colleagues).ids

    # Reading

    def _has_field_access(self, field, operation):
        allowed = super()._has_field_access(field, operation)
        if operation != "read" or self.env.su or field.name not in CONTACT_FIELDS:
            return allowed
        return allowed and self._with_open_contacts() == self

    def read(self, fields=None, load="_classic_read"):
        asked = self._asked_contacts(fields)
        if not asked or self._with_open_contacts() == self:
            return super().read(fields, load=load)
        others = [name for name in fields or self._readable_fields() if name not in asked]
        self.check_access("read")
        self.fetch(others)
        return self._read_format([*others, *asked], load=load)

    def _asked_contacts(self, names):
        return [
            name for name in names or self._fields if name in CONTACT_FIELDS & set(self._fields)
        ]

    def _readable_fields(self):
        nobody = self.browse()
        return [
            field.name for field in self._fields.values() if nobody._has_field_access(field, "read")
        ]

    def _read_format(self, fnames, load="_classic_read"):
        asked = CONTACT_FIELDS.intersection(fnames)
        seen = self._with_open_contacts() if asked else self
        if seen == self:
            return super()._read_format(fnames, load=load)
        closed = self - seen
        others = [name for name in fnames if name not in asked]
        rows = super(DirectiveContactGuard, closed)._read_format(others, load=load)
        rows = [dict.fromkeys(asked, False) | row for row in rows]
        rows += super(DirectiveContactGuard, seen)._read_format(fnames, load=load)
        found = {row["id"]: row for row in rows}
        return [found[id_] for id_ in self.ids if id_ in found]

    def _fetch_field(self, field):
        if field.name in CONTACT_FIELDS and not self.env.su:
            # Those asked for along with one that may be read may be others'.
            return super(DirectiveContactGuard, self._with_open_contacts())._fetch_field(field)
        return super()._fetch_field(field)

    # Searching, ordering, grouping

    def _without_hidden(self, domain):
        domain = super()._without_hidden(domain)
        asked = any(map(self._asks_for_contact, domain.iter_conditions()))
        if not asked or self._sees_all_contacts():
            return domain
        return self._with_contacts_hidden(domain)

    def _search_display_name(self, operator, value):
        """Find people with hidden contact data by name only: Odoo also searches addresses."""
        domain = Domain(super()._search_display_name(operator, value))
        return domain if self._sees_all_contacts() else self._with_contacts_hidden(domain)

    def _with_contacts_hidden(self, domain):
        return domain.map_conditions(self._ask_open_contacts)

    @staticmethod
    def _asks_for_contact(condition):
        return condition.field_expr.partition(".")[0] in CONTACT_FIELDS

    def _ask_open_contacts(self, condition):
        """Return ``condition`` as if the contacts of everybody else were empty."""
        if not self._asks_for_contact(condition):
            return condition
        seen = Domain.custom(to_sql=lambda model, alias, query: model._open_contacts_sql(alias))
        finds_empty = condition.operator in Domain.NEGATIVE_OPERATORS
        finds_empty ^= not condition.value
        return condition | ~seen if finds_empty else condition & seen

    def _order_field_to_sql(self, alias, field_name, *args):
        self._refuse_contact(field_name)
        return super()._order_field_to_sql(alias, field_name, *args)

    def _read_group_groupby(self, alias, groupby_spec, query):
        self._refuse_contact(groupby_spec)
        return super()._read_group_groupby(alias, groupby_spec, query)

    def _read_group_select(self, aggregate_spec, query):
        self._refuse_contact(aggregate_spec)
        return super()._read_group_select(aggregate_spec, query)

    def _refuse_contact(self, spec):
        name = spec.replace(":", ".").partition(".")[0]
        if name in CONTACT_FIELDS and not self._sees_all_contacts():
            raise AccessError(
                self.env._("You are not allowed to sort or count people by their contact details.")
            )
