from odoo.api import SUPERUSER_ID, Environment

from odoo.addons.directive_tracking.tools.renewal import renew_words

REWORDED = (
    "field_directive_duty__note",
    "field_directive_reorganisation__note",
    "field_directive_reorganisation__member_ids",
)


def migrate(cr, version):
    """Give reworded labels their new translations: Odoo would keep those of the old words."""
    renew_words(Environment(cr, SUPERUSER_ID, {}), "directive_tracking", REWORDED)
