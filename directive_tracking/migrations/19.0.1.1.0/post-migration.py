from odoo.api import SUPERUSER_ID, Environment

from odoo.addons.directive_tracking.tools.renewal import renew_records, renew_words

REWORDED = (
    "field_res_config_settings__directive_quiet_from",
    "field_res_config_settings__directive_quiet_to",
    "res_config_settings_view_form",
)


def migrate(cr, version):
    """Let broadcasts be seen by those they are for: the rules of messages name them now."""
    env = Environment(cr, SUPERUSER_ID, {})
    for room in ("notice", "acknowledgement", "answer", "reminder"):
        renew_records(env, "directive_tracking", f"security/{room}/ir_rules.xml")
    renew_words(env, "directive_tracking", REWORDED)
