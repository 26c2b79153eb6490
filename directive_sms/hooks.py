def post_init_hook(env):
    """Send overdue reminders by SMS as well, as provinces do."""
    env["directive.reminder.rule"].search([("event", "=", "overdue")]).channel_sms = True
    let_floors_hold_for_sms(env)


def let_floors_hold_for_sms(env):
    """Remove the opt-out for SMS about express or overdue orders."""
    floor = env["directive.notice.floor"]
    floor.search([("kind", "in", ("express", "overdue"))]).channel_sms = True


def uninstall_hook(env):
    """Stop sending SMS; sent messages stay as evidence."""
    env["directive.channel.sms"]._retire()
