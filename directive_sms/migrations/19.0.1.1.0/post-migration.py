import hashlib
import json
import logging

from odoo import fields
from odoo.api import SUPERUSER_ID, Environment
from odoo.tools import SQL, file_open

from odoo.addons.directive_sms.hooks import let_floors_hold_for_sms
from odoo.addons.directive_sms.tools.limits import LONGEST_INQUIRY
from odoo.addons.directive_tracking.tools.renewal import renew_words

_logger = logging.getLogger(__name__)

REWORDED = ("selection__directive_sms_reply__kind__extension",)
# Shipped content of 19.0.1.0.0, as computed by _fingerprint.
SHIPPED = {
    "esms": "cfd191a915d94f9b342dae9fcbf6ef2797bb17016dee5b6dba025e0db82f7004",
    "form": "4bc13f6ca6613fc2fc539faf9ad861ce413a7bcc4adb9f283ca65fc968e412ef",
    "json": "844ac868d4f4ecadc29d643638b6a325ad9373ec6985e88913be8f0a6a9fa6e4",
    "speedsms": "e30403a23263194483229828758d282eb729b4a9f28e88fc42784fc12c03e585",
    "viettel": "eadaf95931e8965c3d8d8ba143c93af76b1acc04b66cce0e3b6d80f960c2a859",
    "vnpt": "5b2ddcc13c12690daefc344ad2917e73655030c44dbeaff3fe7918d5bb3c931e",
}


def migrate(cr, version):
    """Upgrade existing providers, minimum channels and messages."""
    env = Environment(cr, SUPERUSER_ID, {})
    for name, fingerprint in SHIPPED.items():
        _renew_preset(env, name, fingerprint)
    let_floors_hold_for_sms(env)
    _let_old_messages_rest(env)
    renew_words(env, "directive_sms", REWORDED)


def _renew_preset(env, name, fingerprint):
    """Add inquiries, reports and replies to unchanged presets, as the provider supports them."""
    preset = env.ref(f"directive_sms.directive_sms_preset_{name}", raise_if_not_found=False)
    if not preset:
        return
    if _fingerprint(preset.specification) != fingerprint:
        _logger.info("The SMS preset “%s” was changed here and stays as it is", preset.name)
        return
    with file_open(f"directive_sms/data/presets/{name}.json") as file:
        preset.specification = file.read()


def _fingerprint(specification):
    """Return a value that is equal for equal content, regardless of layout."""
    content = json.dumps(json.loads(specification), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _let_old_messages_rest(env):
    """Ask no provider about messages so old that it may have forgotten them.

    It would deny having had them, and they would be called failed.
    """
    oldest = fields.Datetime.now() - LONGEST_INQUIRY
    env.cr.execute(
        SQL("UPDATE directive_sms_message SET date_ask = NULL WHERE date_submitted < %s", oldest)
    )
