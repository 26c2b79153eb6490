"""One connector class per kind of provider; :mod:`.base` defines their interface."""

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
