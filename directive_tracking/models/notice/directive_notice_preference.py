from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ...tools.event import CHANGED, DECISION, DUE, LEADER, NEW, OTHER, OVERDUE
from ...tools.notice.choice import CHOICES, KINDS, NO, PREFIX, USUAL

_lt = LazyTranslate(__name__)
EXAMPLES = {
    NEW: _lt("A task is assigned or delegated to you."),
    CHANGED: _lt(
        "A result is returned; a task is reopened, suspended, resumed, revoked, closed or corrected."
    ),
    DUE: _lt("A deadline is near."),
    OVERDUE: _lt("A task is overdue, has not been received, or has had no news for a long time."),
    LEADER: _lt("The leadership instructs, asks for an explanation or announces something."),
    DECISION: _lt("A completion is reported or accepted; a request is made or decided."),
    OTHER: _lt("Messages that belong to none of the kinds above."),
}


class DirectiveNoticePreference(models.Model):
    """The channels one person wants for one kind of message: more or fewer than usual.

    Fewer is applied down to the minimum (`directive.notice.floor`); people without a row follow
    the rules and settings.
    """

    _name = "directive.notice.preference"
    _description = "Notification Preference"
    _order = "recipient_id, sequence, id"
    _rec_name = "kind"

    recipient_id = fields.Many2one(
        "directive.notice.recipient", required=True, readonly=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        related="recipient_id.partner_id", store=True, index=True, precompute=True
    )
    kind = fields.Selection(KINDS, string="Kind of message", required=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    channel_app = fields.Selection(
        CHOICES, string="In the application", required=True, default=USUAL
    )
    channel_email = fields.Selection(CHOICES, string="E-mail", required=True, default=USUAL)
    example = fields.Char(string="Such as", compute="_compute_example")
    always = fields.Char(string="Mandatory", compute="_compute_always")

    _kind_uniq = models.UniqueIndex(
        "(recipient_id, kind)", "This person already has a preference for this kind of message."
    )

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["kind"]._description_selection(self.env))
        for preference in self:
            preference.display_name = names.get(preference.kind, "")

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_example(self):
        for preference in self:
            example = EXAMPLES.get(preference.kind)
            preference.example = self.env._(example) if example else ""

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_always(self):
        Floor = self.env["directive.notice.floor"]
        for preference in self:
            preference.always = ", ".join(Floor._labels(Floor._channels_of(preference.kind)))

    @api.constrains(lambda self: self._channel_fields())
    def _check_floor(self):
        Floor = self.env["directive.notice.floor"]
        for preference in self:
            channels = Floor._channels_of(preference.kind)
            declined = [name for name in channels if preference[PREFIX + name] == NO]
            if declined:
                raise ValidationError(
                    self.env._(
                        "“%(kind)s” is mandatory by: %(channels)s. An administrator has set "
                        "this minimum: choose “As usual” there.",
                        kind=dict(self._fields["kind"]._description_selection(self.env))[
                            preference.kind
                        ],
                        channels=", ".join(Floor._labels(declined)),
                    )
                )

    def write(self, vals):
        """Change a preference; its person and kind never change."""
        if not self.env.su and not set(vals) <= set(self._channel_fields()):
            raise AccessError(self.env._("Only the channels of a preference can be changed."))
        return super().write(vals)

    @api.model
    def _channel_fields(self):
        """Return the preference fields, one for each channel."""
        return [name for name in self._fields if name.startswith(PREFIX)]

    @api.model
    def _who_wants(self, partner_ids, ways, choice):
        """Return ``{(kind, channel): ids of those among partner_ids who chose so}``.

        :param ways: the pairs (kind, channel) asked about
        """
        ways = {pair for pair in ways if PREFIX + pair[1] in self._fields}
        if not ways or not partner_ids:
            return {}
        names = sorted({PREFIX + channel for _kind, channel in ways})
        mine = Domain("partner_id", "in", list(partner_ids))
        mine &= Domain("kind", "in", sorted({kind for kind, _channel in ways}))
        chosen = Domain.OR(Domain(name, "=", choice) for name in names)
        # Other people's preferences are applied, not shown.
        rows = self.sudo().search_fetch(mine & chosen, ["partner_id", "kind", *names])
        return {
            (kind, channel): set(
                rows.filtered(
                    lambda row, kind=kind, name=PREFIX + channel: row.kind == kind
                    and row[name] == choice
                ).partner_id.ids
            )
            for kind, channel in ways
        }
