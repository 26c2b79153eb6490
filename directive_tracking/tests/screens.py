"""The two screens on which everything must work."""


class AtADesk:
    browser_size = "1366x800"


class OnATelephone:
    browser_size = "390x844"
    touch_enabled = True
