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
# Those who act today in the posts of others.
ACTING = """
    SELECT acting.post_id, holder.partner_id, holder.user_id
      FROM unnest(%(posts)s::int[], %(holders)s::int[]) AS acting(post_id, holder_id)
      JOIN directive_agency_member AS holder ON holder.id = acting.holder_id
      LEFT JOIN res_users AS account ON account.id = holder.user_id
     WHERE holder.user_id IS NULL OR account.active
"""
# The same, as holders of these posts and with their rank.
REACHABLE_ACTING = """
    SELECT post.id, post.agency_id, standin.partner_id, standin.user_id, post.role, post.role_rank
      FROM (%(acting)s) AS standin
      JOIN directive_agency_member AS post ON post.id = standin.post_id
"""
WITH_STANDINS = """
    SELECT told.* FROM (%(told)s) AS told
     UNION
    SELECT told.%(about)s, standin.partner_id, standin.user_id, told.agency_id
      FROM (%(told)s) AS told
      JOIN directive_agency_member AS post ON post.partner_id = told.partner_id
                                          AND post.agency_id = COALESCE(told.agency_id, post.agency_id)
      JOIN (%(acting)s) AS standin ON standin.post_id = post.id
"""
TOLD = """
    SELECT DISTINCT chosen.agency_id, chosen.partner_id, chosen.user_id
      FROM (SELECT member.*,
                   bool_or(member.role = ANY(%(roles)s)) OVER agency AS has_wanted,
                   rank() OVER (agency ORDER BY member.role_rank, member.id) AS place
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
    open account count. Stand-ins are told the same as the members they act for today.
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
        """Return the query of the posts held today by people with an open account.

        A post has another row for each person who acts in it today.
        """
        held = SQL(REACHABLE, today=self.env["directive.settings"]._today())
        acting = self._acting_sql()
        if not acting:
            return held
        return SQL("%s UNION ALL %s", held, SQL(REACHABLE_ACTING, acting=acting))

    @api.model
    def _acting_sql(self):
        """Return the query of those who act today in the posts of others, or None."""
        acting = self.env["directive.standin"]._acting()
        if not acting:
            return None
        posts, holders = (list(column) for column in zip(*acting, strict=True))
        return SQL(ACTING, posts=posts, holders=holders)

    @api.model
    def _with_standins_sql(self, told, about):
        """Return the query ``told`` with those who act today for the people in it.

        As :meth:`directive.agency.member._with_standins`, for statements.

        :param told: a query of ``about, partner_id, user_id, agency_id``
        :param str about: its column that says what they are told about
        """
        acting = self._acting_sql()
        if not acting:
            return told
        return SQL(WITH_STANDINS, told=told, about=SQL.identifier(about), acting=acting)

    @api.model
    def _flush_members(self):
        self.env["directive.agency.member"].flush_model()
        self.env["res.users"].flush_model(["active"])
