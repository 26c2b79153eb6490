from odoo import SUPERUSER_ID, api

from odoo.addons.directive_tracking.tools.renewal import renew_records

RULES = [f"security/{room}/ir_rules.xml" for room in ("notice", "answer", "broadcast")]


def migrate(cr, version):
    """Store the name of the record in each notice; visibility follows the record itself."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    for path in RULES:
        renew_records(env, "directive_tracking", path)
    for subject in env["directive.notice"]._subjects():
        env["directive.notice"]._fill_names(subject)
