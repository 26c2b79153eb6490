from urllib.parse import urlsplit

from odoo import api, models
from odoo.exceptions import ValidationError

# The push services of the browser vendors.
PUSH_SERVICES = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "notify.windows.com",
    "push.apple.com",
)


class MailPushDevice(models.Model):
    """Push notifications go only to the services of the browser vendors.

    Any logged-in user registers an address, and the server would call it.
    """

    _inherit = "mail.push.device"

    @api.constrains("endpoint")
    def _check_endpoint(self):
        for device in self:
            if not is_push_service(device.endpoint):
                raise ValidationError(
                    self.env._("The notification service of this browser is not supported here.")
                )


def is_push_service(address):
    """Tell whether ``address`` is at one of the services browsers use."""
    try:
        parts = urlsplit(address or "")
        host = parts.hostname or ""
    except ValueError:
        return False
    known = any(host == one or host.endswith(f".{one}") for one in PUSH_SERVICES)
    return known and parts.scheme == "https"
