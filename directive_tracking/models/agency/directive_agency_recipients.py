from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ...tools.recipient import Recipient

# The recipients in an agency: one rule for steps and reminders alike.
REACHABLE = """
    SELECT member.id, member.agency_id, member.partner_id, member.user_id, member.role,
           member.role_rank
      FROM directive_agency_member AS member
      LEFT JOIN res_users AS account ON account.id = member.user_id
     WHERE (member.date_from IS NULL OR member.date_from <= %(today)s)
       AND (member.date_to IS NULL OR member.date_to >= %(today)s)
       AND (member.user_id IS NULL OR account.active)
"""
TOLD = """
    SELECT chosen.agency_id, chosen.partner_id, chosen.user_id
      FROM (SELECT member.*,
                   bool_or(member.role = ANY(%(roles)s)) OVER agency AS has_wanted,
                   row_number() OVER (agency ORDER BY member.role_rank, member.id) AS place
              FROM (%(reachable)s) AS member
            WINDOW agency AS (PARTITION BY member.agency_id)) AS chosen
     WHERE CASE WHEN chosen.has_wanted THEN chosen.role = ANY(%(roles)s) ELSE chosen.place = 1 END
"""
CONTACTS = """
    SELECT agency.id AS agency_id, agency.partner_id, NULL::int AS user_id
      FROM directive_agency AS agency
     WHERE agency.partner_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM (%(reachable)s) AS member WHERE member.agency_id = agency.id)
"""


class DirectiveAgency(models.Model):
    """The recipients in an agency.

    They are the members with one of the wanted roles; without any, the highest-ranking of the
    others; without any member, the agency's own contact. Only posts held today by people with an
    open account count.
    """

    _inherit = "directive.agency"

    def _notice_recipients(self, roles=("responder",)):
        """Return the recipients in these agencies, as :class:`Recipient` rows."""
        members = self._members_to_tell(roles)
        self.filtered(lambda agency: agency.id not in members)._make_contacts()
        recipients = []
        for agency in self.sudo():  # senders need not see the data of the agency's contact
            rows = members.get(agency.id) or [(agency.partner_id.id, None)]
            recipients += [Recipient(partner, user, agency.id) for partner, user in rows]
        return recipients

    def _members_to_tell(self, roles):
        """Return ``{agency id: [(partner id, user id or None)]}`` of those that have members."""
        self._flush_members()
        people = defaultdict(list)
        if self.ids:
            query = SQL(
                "SELECT * FROM (%s) AS told WHERE agency_id = ANY(%s) ORDER BY agency_id, partner_id",
                self._told_sql(roles),
                self.ids,
            )
            for agency_id, partner_id, user_id in self.env.execute_query(query):
                people[agency_id].append((partner_id, user_id))
        return dict(people)

    @api.model
    def _told_sql(self, roles, with_contacts=False):
        """Return the query of ``agency_id, partner_id, user_id``: the rule of all agencies.

        :param with_contacts: also the contacts of agencies without members
        """
        reachable = self._reachable_sql()
        told = SQL(TOLD, roles=list(roles), reachable=reachable)
        if not with_contacts:
            return told
        return SQL("%s UNION ALL %s", told, SQL(CONTACTS, reachable=reachable))

    @api.model
    def _reachable_sql(self):
        """Return the query of the posts held today by people with an open account."""
        return SQL(REACHABLE, today=self.env["directive.settings"]._today())

    @api.model
    def _flush_members(self):
        self.env["directive.agency.member"].flush_model()
        self.env["res.users"].flush_model(["active"])
