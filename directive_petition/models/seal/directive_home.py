from odoo import api, models

from odoo.addons.directive_tracking.tools.home.page import ALARM, GOOD, Line


class DirectiveHome(models.AbstractModel):
    """The page of an administrator says whether identities can be sealed and read."""

    _inherit = "directive.home"

    @api.model
    def _service(self):
        return super()._service() | {"seal_keys": self._line_of_seal_keys()}

    @api.model
    def _line_of_seal_keys(self):
        label, trouble = self.env._("Key of sealed records"), self._seal_trouble()
        if trouble:
            return Line(label, self.env._("missing or wrong: %s", trouble), ALARM)
        keys = self.env["petition.seal.keys"]
        if not keys._path():
            return Line(label, self.env._("none yet: needed before the first denunciation"), GOOD)
        return Line(label, self.env._("in place: %s", keys._key_ring().names()[-1]), GOOD)

    @api.model
    def _seal_trouble(self):
        return self.env["petition.seal.keys"]._trouble()
