from datetime import datetime, time, timedelta

from odoo import api, models

from ...tools.notice.delivery import QUEUED, SUPPRESSED
from .directive_notice_delivery import SILENT_CHANNELS
from .directive_notice_floor import EXPRESS_KIND
from .directive_notice_preference import YES


class DirectiveNoticeDelivery(models.Model):
    """What a recipient has chosen: ways he asked for are added when rows are written, ways he
    declined are settled just before sending, with the reason in the ledger.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    def _asked_for(self, event, partner_ids, channels):
        """Return ``{channel: those of partner_ids who want it}`` beside ``channels``."""
        Preference = self.env["directive.notice.preference"]
        kind = self.env["directive.notice.event"]._get(event).choice
        others = set(self.env["directive.notice"]._askable_channels()) - set(channels)
        asked = {one: Preference._who_wants(partner_ids, kind, one, YES) for one in others}
        return {channel: people for channel, people in asked.items() if people}

    def _keep_relevant(self, channel):
        """Return the claimed rows still worth sending which their recipients want, and now."""
        kept = super()._keep_relevant(channel)
        # What others have chosen is heeded, not shown.
        Recipient = self.env["directive.notice.recipient"].sudo()
        choices = Recipient._choices_of(kept.partner_id.ids, channel)
        rows = kept.filtered(lambda row: row.partner_id.id in choices)._with_choice()
        declined = rows._declined(channel, choices)
        kept -= declined._move(SUPPRESSED, self.env._("The recipient's own choice."))
        return kept - (rows - declined)._postpone_in_quiet_hours(channel, choices)

    def _with_choice(self):
        """Return the rows about which their recipients have a say."""
        # What asks to be acknowledged must arrive; what a person sends again is his decision.
        return self.filtered(
            lambda row: not row.resent_by_id
            and not row.notice_id.wants_ack
            and row.notice_id._event().choice
        )

    def _declined(self, channel, choices):
        """Return the rows their recipients do not want, as far as they may decline them."""
        Floor = self.env["directive.notice.floor"]
        express_comes = channel in Floor._channels_of(EXPRESS_KIND)
        declined = self.browse()
        for row in self:
            kind = row.notice_id._event().choice
            if kind in choices[row.partner_id.id].declined:
                may_decline = channel not in Floor._channels_of(kind)
                if may_decline and not (row.is_express and express_comes):
                    declined |= row
        return declined

    def _postpone_in_quiet_hours(self, channel, choices):
        """Keep what would disturb its recipient in his own quiet hours; return those rows."""
        postponed = self.browse()
        if channel in SILENT_CHANNELS:
            return postponed
        local = self.env["directive.settings"]._now_local()
        hour = local.hour + local.minute / 60
        quiet = self.filtered(
            lambda row: not row.is_express and choices[row.partner_id.id].is_quiet_at(hour)
        )
        for partner, rows in quiet.grouped("partner_id").items():
            end = self._quiet_end(local, choices[partner.id].quiet_to)
            # What would be out of date by then comes all the same.
            rows = rows._of_use_at(self._first_open_moment(end))
            reason = self.env._("The recipient's own quiet hours.")
            postponed |= rows
            rows._move(QUEUED, reason, date_next=end)
        return postponed

    @api.model
    def _first_open_moment(self, moment):
        """Return when (UTC) ordinary messages may go at ``moment`` or next after it."""
        settings = self.env["directive.settings"]
        if self._is_open_hour(moment=moment):
            return moment
        calendar = settings._working_calendar()
        return settings._to_utc(self._next_opening(settings._to_local(moment), calendar))

    @api.model
    def _quiet_end(self, local, hour):
        """Return when (UTC) it will be ``hour`` next on the province's clock, which shows ``local``."""
        end = datetime.combine(local.date(), time()) + timedelta(hours=hour)
        settings = self.env["directive.settings"]
        return settings._to_utc(end if end > local else end + timedelta(days=1))
