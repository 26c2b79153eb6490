import json

from odoo import api, fields, models
from odoo.tools import SQL


class DirectiveSignatureMixin(models.AbstractModel):
    """Who did something, by the name and post they had then.

    A person is renamed, moves to another agency or leaves; what is on record does not change
    with them. The names are filled in by the code that writes the row, never by its caller.
    """

    _name = "directive.signature.mixin"
    _description = "Signed with Name and Post"
    # ``{field of the user: prefix of the two fields that keep the name and post}``
    _signatures = {}

    signer_name = fields.Char(string="Name on record", readonly=True, copy=False)
    signer_post = fields.Char(string="Post on record", readonly=True, copy=False)

    @api.model
    def _sign_all(self, vals_list):
        """Write into each ``vals`` the name and post of the users it names."""
        for vals in vals_list:
            for user_field, prefix in self._signatures.items():
                user = self.env["res.users"].browse(vals.get(user_field) or ())
                vals.update(self._signature(user, prefix))

    @api.model
    def _signature(self, person, prefix="signer"):
        """Return the two fields as they stand now for ``person``, a user or a contact."""
        # A colleague's or superior's post is read to be put on record.
        person = person.sudo()
        post = person and person._post_in_words()
        return {f"{prefix}_name": person.name, f"{prefix}_post": post or False}

    @api.model
    def _signature_sql(self, table):
        """Return ``(name, post)`` of the person in ``table.partner_id``, for statements."""
        column = SQL.identifier(table, "partner_id")
        name = SQL("(SELECT name FROM res_partner WHERE id = %s)", column)
        roles = dict(
            self.env["directive.agency.member"]._fields["role"]._description_selection(self.env)
        )
        post = SQL(
            """
            (SELECT string_agg(concat_ws(', ', COALESCE(NULLIF(member.title, ''),
                                                        %(roles)s::jsonb ->> member.role),
                                         agency.name), '; ' ORDER BY member.id)
               FROM directive_agency_member AS member
               JOIN directive_agency AS agency ON agency.id = member.agency_id
              WHERE member.partner_id = %(column)s
                AND (member.date_from IS NULL OR member.date_from <= %(today)s)
                AND (member.date_to IS NULL OR member.date_to >= %(today)s))
            """,
            roles=json.dumps(roles),
            column=column,
            today=self.env["directive.settings"]._today(),
        )
        return name, post
