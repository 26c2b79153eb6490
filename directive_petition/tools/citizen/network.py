"""Whose attempts are counted together."""

import ipaddress

HOUSEHOLD = 64  # bits of an IPv6 address that its addresses share
CUSTOMER = 48  # the largest part that a provider gives to one customer: 65,536 households


def network_of(address, bits=HOUSEHOLD):
    """Return what attempts from ``address`` are counted by: an IPv6 household has many addresses.

    :param bits: that addresses of version 6 share if they are counted together

    >>> network_of("203.0.113.7"), network_of("2001:db8:1:2:3:4:5:6"), network_of("::ffff:203.0.113.7")
    ('203.0.113.7', '2001:db8:1:2::/64', '203.0.113.7')
    >>> network_of("2001:db8:1:2:3:4:5:6", CUSTOMER), network_of("203.0.113.7", CUSTOMER)
    ('2001:db8:1::/48', '203.0.113.7')
    >>> network_of("")
    ''
    """
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    if found.version == 6 and found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(found) if found.version == 4 else str(ipaddress.ip_network((found, bits), False))
