WAYS = (("{count} tasks", "{items}"), ("{count} nhiệm vụ", "{items}"))


def migrate(cr, version):
    """Let the text about several records call them by what they are, not always tasks."""
    for old, new in WAYS:
        cr.execute(
            "UPDATE directive_sms_template SET body = replace(body::text, %s, %s)::jsonb"
            " WHERE use = 'digest'",
            [old, new],
        )
