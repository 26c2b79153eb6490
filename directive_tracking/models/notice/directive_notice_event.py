from odoo import api, models, tools

from ...tools.event import Event


class DirectiveNoticeEvent(models.AbstractModel):
    """The events of the suite. An addon declares its own by extending :meth:`_declare`.

    An event that is no longer declared, for example of an uninstalled addon, is shown with the
    label stored in the notice.
    """

    _name = "directive.notice.event"
    _description = "Notice Event"

    @api.model
    def _declare(self):
        """Return ``{name: Event}`` of all events: ``super()._declare() | {…}``."""
        return {}

    @api.model
    @tools.ormcache()
    def _all(self):
        return self._declare()

    @api.model
    def _get(self, name):
        """Return the :class:`Event` called ``name``; an undeclared one is always valid."""
        return self._all().get(name) or Event(name)

    @api.model
    def _label(self, name):
        """Return the text for the recipient, in the language of the context."""
        event = self._all().get(name)
        return event and self.env._(event.label)

    @api.model
    def _names(self, **values):
        """Return the names of the events which have all these ``values``."""
        return [
            name
            for name, event in self._all().items()
            if all(getattr(event, key) == value for key, value in values.items())
        ]

    @api.model
    def _selection(self):
        """Return ``[(name, label)]`` of all events, in the language of the context."""
        return [(name, self.env._(event.label)) for name, event in self._all().items()]
