from odoo.addons.directive_tracking.tools.renewal import drop_indexes


def migrate(cr, version):
    """Let the ledger be written without an index that another one covers."""
    drop_indexes(cr, "directive_notice_delivery", ("notice_id",))
