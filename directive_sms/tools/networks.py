"""IP addresses: lists typed by administrators, and the zone of an address."""

import ipaddress
import socket

OUTSIDE, HOUSE, NOWHERE = "outside", "house", "nowhere"
# Prefixes of IPv6 addresses that embed an IPv4 address, and the number of bits after it.
_CARRIERS = ((ipaddress.ip_network("64:ff9b::/96"), 0), (ipaddress.ip_network("2002::/16"), 80))


def problem(text):
    """Return the first entry of ``text`` that is not an address or network, or None.

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
    """Tell whether ``address`` is on the list; an empty list contains every address.

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


def place(address):
    """Return the zone of ``address``: public, internal, or impossible for a server.

    Internal are this machine and private networks. Link-local (where cloud machines publish their
    passwords), multicast and unspecified addresses are never servers.

    >>> [place(one) for one in ("203.0.114.7", "127.0.0.1", "10.1.2.3", "169.254.169.254", "0.0.0.0")]
    ['outside', 'house', 'house', 'nowhere', 'nowhere']
    >>> [place(one) for one in ("::1", "::ffff:127.0.0.1", "fe80::1%eth0", "fd00:ec2::254", "64:ff9b::7f00:1")]
    ['house', 'house', 'nowhere', 'house', 'house']
    >>> [place(one) for one in ("2001:4860:4860::8888", "2002:7f00:1::", "224.0.0.1", "100.64.0.1")]
    ['outside', 'house', 'nowhere', 'house']
    """
    found = _carried(ipaddress.ip_address(address.partition("%")[0]))
    if found.is_link_local or found.is_multicast or found.is_unspecified:
        return NOWHERE
    return OUTSIDE if found.is_global else HOUSE


def written(host):
    """Return the address that ``host`` spells, or None if it is a name.

    >>> [written(host) for host in ("2130706433", "0x7f.1", "127.1", "[::1]", "sms.example.vn")]
    ['127.0.0.1', '127.0.0.1', '127.0.0.1', '::1', None]
    """
    try:
        rows = socket.getaddrinfo(host.strip("[]"), None, flags=socket.AI_NUMERICHOST)
    except OSError:
        return None
    return rows[0][4][0]


def _carried(address):
    """Return the IPv4 address inside an IPv6 one, else ``address`` itself."""
    if address.version == 4:
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    for network, behind in _CARRIERS:
        if address in network:
            return ipaddress.ip_address(int(address) >> behind & 0xFFFFFFFF)
    return address


def _entries(text):
    return (text or "").replace(",", " ").replace(";", " ").split()
