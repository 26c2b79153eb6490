"""Lists of internet addresses, as an administrator types them."""

import ipaddress


def problem(text):
    """Return the first entry of ``text`` that is no address or network, or None.

    >>> problem("203.0.113.7, 198.51.100.0/24 2001:db8::/32"), problem("203.0.113.7 sms.vn")
    (None, 'sms.vn')
    """
    for entry in _entries(text):
        try:
            ipaddress.ip_network(entry, strict=False)
        except ValueError:
            return entry
    return None


def holds(text, address):
    """Tell whether ``address`` is on the list; an empty list holds every address.

    >>> holds("203.0.113.7 198.51.100.0/24", "198.51.100.9"), holds("203.0.113.7", "203.0.113.8")
    (True, False)
    >>> holds("", "203.0.113.8"), holds("203.0.113.7", "nonsense"), holds("203.0.113.7", None)
    (True, False, False)
    >>> holds("203.0.113.7", "::ffff:203.0.113.7")
    True
    """
    entries = _entries(text)
    if not entries:
        return True
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in ipaddress.ip_network(entry, strict=False) for entry in entries)


def _entries(text):
    return (text or "").replace(",", " ").replace(";", " ").split()
