from odoo import fields, models

SOURCE = "petitions"
MANAGER = "directive_petition.group_petition_manager"


class DirectiveFormAskMixin(models.AbstractModel):
    """Who may ask for figures of petitions, and what their covering report says."""

    _inherit = "directive.form.ask.mixin"

    form_source = fields.Selection(related="form_id.source")

    def _is_about_petitions(self):
        return self.form_id.source == SOURCE

    def _asks_about_all(self):
        """Leaders, and those who manage petitions in the Office, ask about all agencies."""
        if not self._is_about_petitions():
            return super()._asks_about_all()
        user = self.env.user
        if user.has_group("directive_tracking.group_directive_leader"):
            return True
        # Which of one's agencies is the Office is known to everybody.
        kinds = user._directive_agencies().sudo().mapped("kind")
        return user.has_group(MANAGER) and "office" in kinds

    def _subject(self):
        if not self._is_about_petitions():
            return super()._subject()
        return self.env._(
            "on receptions of citizens and the settling of letters from %(first)s to %(last)s",
            first=f"{self.date_first:%d/%m/%Y}",
            last=f"{self.date_last:%d/%m/%Y}",
        )

    def _sentences(self):
        if not self._is_about_petitions():
            yield from super()._sentences()
            return
        ask = self._ask()._replace(measures=frozenset(f"01/XLD {one}" for one in "2345"))
        sums = self._sums(self._source()._rows(ask))
        numbers = {f"c{one}": self._number(sums.get(f"01/XLD {one}")) for one in "2345"}
        yield self.env._(
            "From %(first)s to %(last)s, letters brought forward from the period before: %(c2)s; "
            "received in the period: %(c3)s; processed: %(c4)s; carried to the next period: %(c5)s.",
            first=f"{self.date_first:%d/%m/%Y}",
            last=f"{self.date_last:%d/%m/%Y}",
            **numbers,
        )
