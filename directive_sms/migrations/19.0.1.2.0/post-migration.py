from odoo.addons.directive_tracking.tools.renewal import drop_indexes


def migrate(cr, version):
    """Drop indexes of messages that are redundant or unused."""
    drop_indexes(cr, "directive_sms_message", ("gateway_id", "state", "date_submitted"))
