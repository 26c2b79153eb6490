from odoo import api, models


class DirectiveHealth(models.Model):
    """The heartbeat says when the key of sealed records is missing or wrong."""

    _inherit = "directive.health"

    @api.model
    def _report(self):
        report = super()._report()
        if not self.env["petition.seal.keys"]._trouble():
            return report
        return report | {"ok": False, "problems": [*report["problems"], "seal_key"]}

    @api.model
    def _heartbeat_warning(self):
        return super()._heartbeat_warning() or self._key_warning()

    @api.model
    def _key_warning(self):
        trouble = self.env["petition.seal.keys"]._trouble()
        if not trouble:
            return False
        return self.env._("The key of sealed records is missing or wrong. %s", trouble)
