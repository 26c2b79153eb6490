import json

from odoo import SUPERUSER_ID, api
from odoo.tools import file_open

LISTS = ("refused", "blocked", "unknown")
PRESETS = ("vnpt", "viettel", "esms", "speedsms", "fpt", "json", "form", "xml")


def migrate(cr, version):
    """List permanent refusals: an unlisted answer is now unclear.

    Lists which an administrator has written stay as they are.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    for name in PRESETS:
        preset = env.ref(f"directive_sms.directive_sms_preset_{name}", raise_if_not_found=False)
        if preset:
            _add_lists(preset, name)


def _add_lists(preset, name):
    spec = json.loads(preset.specification)
    with file_open(f"directive_sms/data/presets/{name}.json") as file:
        shipped = json.load(file)["answer"]
    for key in LISTS:
        if key in shipped:
            spec["answer"].setdefault(key, shipped[key])
    preset.specification = json.dumps(spec, indent=4, ensure_ascii=False)
