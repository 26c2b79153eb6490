"""One class per way of reaching a provider; :mod:`.base` says what each must be able to do."""

from .base import Account
from .http import HttpConnector
from .kannel import KannelConnector
from .odoo_sms import OdooSmsConnector
from .simulated import SimulatedConnector

CONNECTORS = {
    "http": HttpConnector,
    "kannel": KannelConnector,
    "odoo": OdooSmsConnector,
    "simulated": SimulatedConnector,
}


def connect(name, account):
    """Return the connector called ``name`` for ``account``.

    >>> connect("simulated", Account()).capabilities().dedupes
    True
    """
    return CONNECTORS[name](account)
