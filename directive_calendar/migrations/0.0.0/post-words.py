from odoo.api import SUPERUSER_ID, Environment

from odoo.addons.directive_tracking.tools.renewal import renew_words


def migrate(cr, version):
    """Give all labels and menus their new translations: Odoo would keep the earlier ones."""
    renew_words(Environment(cr, SUPERUSER_ID, {}), "directive_calendar")
