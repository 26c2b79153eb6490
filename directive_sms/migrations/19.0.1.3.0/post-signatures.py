OPEN_END = "2100-01-01"


def migrate(cr, version):
    """Let the addresses go on that providers have from before, until new ones are made."""
    cr.execute("UPDATE directive_sms_gateway SET date_undivided = %s", [OPEN_END])
