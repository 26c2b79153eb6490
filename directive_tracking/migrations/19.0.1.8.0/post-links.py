from odoo import SUPERUSER_ID, api, fields

from odoo.addons.directive_tracking.models.answer.directive_notice_link import DATED_SINCE


def migrate(cr, version):
    """Keep the links in people's hands: they were signed without the moment of their row."""
    parameters = api.Environment(cr, SUPERUSER_ID, {})["ir.config_parameter"]
    parameters.set_param(DATED_SINCE, fields.Datetime.to_string(fields.Datetime.now()))
