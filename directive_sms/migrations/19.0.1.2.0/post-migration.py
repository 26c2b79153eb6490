from odoo.addons.directive_tracking.tools.renewal import drop_indexes


def migrate(cr, version):
    """Let messages be written without indexes that others cover or nobody asks."""
    drop_indexes(cr, "directive_sms_message", ("gateway_id", "state", "date_submitted"))
