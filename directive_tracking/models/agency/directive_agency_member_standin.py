from odoo import api, models


class DirectiveAgencyMember(models.Model):
    """Posts in which somebody acts for their holder today."""

    _inherit = "directive.agency.member"

    def _acted_for(self):
        """Return the posts in which the holders of these posts act today, without their own."""
        mine = set(self._ids)
        acting = self.env["directive.standin"]._acting()
        return self.browse(dict.fromkeys(post for post, holder in acting if holder in mine))

    @api.model
    def _standins_of(self, roles=None):
        """Return ``{(absent partner, agency): posts of who acts for them today}``.

        :param roles: those of the posts acted in, all of them if omitted
        """
        found = {}
        for post_id, holder_id in self.env["directive.standin"]._acting():
            post, holder = (self.sudo().browse(one) for one in (post_id, holder_id))  # all posts
            open_account = not holder.user_id or holder.user_id.active
            if open_account and (not roles or post.role in roles):
                key = (post.partner_id, post.agency_id)
                found[key] = found.get(key, holder.browse()) | holder
        return found

    @api.model
    def _with_standins(self, recipients):
        """Return ``recipients`` with those who act for them today, each person once.

        A stand-in acts within one agency: what somebody is told for another one is not passed on.
        People of the Office are told without an agency.

        :param recipients: ``{record id: [Recipient, …]}``
        """
        standins = self._standins_of()
        if not standins:
            return recipients
        return {
            record: [*people, *self._more_recipients(people, standins)]
            for record, people in recipients.items()
        }

    @api.model
    def _more_recipients(self, people, standins):
        told, more = {one.partner_id for one in people}, []
        for one in people:
            for (partner, agency), holders in standins.items():
                if partner.id != one.partner_id or one.agency_id not in (agency.id, None, False):
                    continue
                for holder in holders.filtered(lambda post: post.partner_id.id not in told):
                    told.add(holder.partner_id.id)
                    person = (holder.partner_id.id, holder.user_id.id or None)
                    more.append(one._replace(partner_id=person[0], user_id=person[1]))
        return more
