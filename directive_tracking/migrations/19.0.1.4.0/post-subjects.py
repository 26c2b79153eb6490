from odoo import SUPERUSER_ID, api

from odoo.addons.directive_tracking.tools.renewal import renew_records

RULES = [f"security/{room}/ir_rules.xml" for room in ("notice", "answer", "broadcast")]


def migrate(cr, version):
    """Keep with each notice what its record is called, and judge its sight by the record itself."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    for path in RULES:
        renew_records(env, "directive_tracking", path)
    for subject in env["directive.notice"]._subjects():
        env["directive.notice"]._fill_names(subject)
