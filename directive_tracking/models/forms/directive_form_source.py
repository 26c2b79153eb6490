from odoo import api, models
from odoo.exceptions import UserError

PREFIX = "directive.form.source."


class DirectiveFormSource(models.AbstractModel):
    """What gives a form its rows and measures: all of one kind of figures in one place.

    A source is a separate model named `directive.form.source.<code>`, which inherits this one and
    overrides what differs; there is no other list of sources. Its methods answer as the current
    user: what they may not know is in no row. `ask` is an `Ask` of `tools/forms/model.py`.
    """

    _name = "directive.form.source"
    _description = "Source of Forms"

    _label = None  # a LazyTranslate: how people call it
    # What its rows can be, of the values of `directive.form.rows`.
    _groupings = ()
    _action = "directive_tracking.directive_task_action_all"  # lists what a number counts
    _front_labels = {}  # what the column of row names is called, by grouping

    # All of them

    @api.model
    def _all(self):
        """Return ``{code: source}`` of all sources."""
        names = [one for one in self.env.registry.models if one.startswith(PREFIX)]
        return {name.removeprefix(PREFIX): self.env[name] for name in sorted(names)}

    @api.model
    def _get(self, code):
        """Return the source called ``code``.

        :raises UserError: without the addon it belongs to
        """
        if refusal := self._refusal(code):
            raise UserError(refusal)
        return self.env[f"{PREFIX}{code}"]

    @api.model
    def _refusal(self, code):
        """Return why no figures come from the source called ``code``, "" if they do."""
        if f"{PREFIX}{code}" in self.env:
            return ""
        return self.env._(
            "The figures of this form come from “%(origin)s”, which is not installed: ask "
            "the administrator.",
            origin=code,
        )

    @api.model
    def _all_measures(self):
        """Return ``{"source.measure": Measure}`` of all sources."""
        return {
            f"{code}.{name}": measure
            for code, source in self._all().items()
            for name, measure in source._measures().items()
        }

    # What a source says of itself

    @api.model
    def _measures(self):
        """Return ``{name: Measure}`` of `tools/forms/model.py`; a name is an official column code."""
        return {}

    @api.model
    def _rows(self, ask):
        """Yield ``(key, name, {measure: value})`` of each row, in their order."""
        return iter(())

    @api.model
    def _row_count(self, ask):
        """Return how many rows there are, None where they are few enough not to be counted."""
        return None

    @api.model
    def _tasks(self, ask, measure, key):
        """Return the tasks, or other records, that the number of ``measure`` in row ``key`` counts.

        :param key: of the row, or None for the row of all
        """
        return self.env["directive.task"]

    @api.model
    def _domain(self, ask, measure, key):
        """Return the condition that finds what `_tasks` returns, None where only ids are known."""
        return None
