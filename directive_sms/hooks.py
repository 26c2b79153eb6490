def post_init_hook(env):
    """Let the reminders of what is overdue go by SMS as well, as the provinces do."""
    env["directive.reminder.rule"].search([("event", "=", "overdue")]).channel_sms = True
    let_floors_hold_for_sms(env)


def let_floors_hold_for_sms(env):
    """Remove the opt-out for SMS about express or overdue orders."""
    floor = env["directive.notice.floor"]
    floor.search([("kind", "in", ("express", "overdue"))]).channel_sms = True


def uninstall_hook(env):
    """Send nothing more by SMS; what was sent stays as evidence."""
    env["directive.channel.sms"]._retire()
