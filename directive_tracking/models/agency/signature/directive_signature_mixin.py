import json

from odoo import api, fields, models
from odoo.tools import SQL


class DirectiveSignatureMixin(models.AbstractModel):
    """The name and post of a person at the time of an action.

    People are renamed, move to another agency or leave; the records do not change with them. The
    code that writes the row fills in the names, never its caller.
    """

    _name = "directive.signature.mixin"
    _description = "Name and Post Signature"
    # ``{field of the user: prefix of the two fields that keep the name and post}``
    _signatures = {}

    signer_name = fields.Char(string="Name on record", readonly=True, copy=False)
    signer_post = fields.Char(string="Post on record", readonly=True, copy=False)

    @api.model
    def _sign_all(self, vals_list):
        """Add to each ``vals`` the name and post of its users."""
        for vals in vals_list:
            for user_field, prefix in self._signatures.items():
                user = self.env["res.users"].browse(vals.get(user_field) or ())
                vals.update(self._signature(user, prefix))

    @api.model
    def _signature(self, person, prefix="signer"):
        """Return the current name and post of ``person``, a user or a contact."""
        # The post of a colleague or superior is read for the record.
        person = person.sudo()
        post = person and person._post_in_words()
        return {f"{prefix}_name": person._name_on_record(), f"{prefix}_post": post or False}

    @api.model
    def _signature_sql(self, table):
        """Return ``(name, post)`` of the person in ``table.partner_id``, for statements."""
        column = SQL.identifier(table, "partner_id")
        name = SQL("(SELECT name FROM res_partner WHERE id = %s)", column)
        roles = dict(
            self.env["directive.agency.member"]._fields["role"]._description_selection(self.env)
        )
        own = SQL(
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
        return name, self._with_acted_for_sql(own, column)

    @api.model
    def _with_acted_for_sql(self, own, column):
        """Return ``own`` with the posts in which the person in ``column`` acts today."""
        words = {}
        for (_absent, _agency), holders in (
            self.env["directive.agency.member"]._standins_of().items()
        ):
            for holder in holders.partner_id:
                posts = holders.filtered(
                    lambda post, one=holder: post.partner_id == one
                )._acted_for()
                words[str(holder.id)] = "; ".join(posts._acted_for_in_words())
        if not words:
            return own
        more = SQL("%s::jsonb ->> (%s)::text", json.dumps(words), column)
        return SQL("NULLIF(concat_ws('; ', %s, %s), '')", own, more)
