"""The scripts and style sheets that tests in a browser ask for, built once before them.

Odoo itself would build all that any page can ask for, those of its own tests of single scripts too,
which takes three times as long. What is missing here is built when a browser asks for it.
"""

SCRIPTS = {
    "bus.websocket_worker_assets",
    "web.__assets_tests_call__",
    "web.assets_backend_lazy",
    "web.assets_clickbot",
    "web.assets_emoji",
    "web.assets_frontend_lazy",
    "web.assets_frontend_minimal",
    "web.assets_tests",
    "web.assets_web",
    "web.chartjs_lib",
}
STYLES = {
    "web.assets_backend_lazy",
    "web.assets_frontend",
    "web.assets_web",
    "web.assets_web_print",
}


def use():
    """Let Odoo build these and no others in advance."""
    from odoo.addons.base.models.ir_qweb import IrQweb

    IrQweb._get_bundles_to_pregenarate = lambda _self: (SCRIPTS, STYLES)


def build(env):
    use()
    env["ir.qweb"]._pregenerate_assets_bundles()
    env.cr.commit()
