def post_init_hook(env):
    """Let the reminders of what is overdue go by SMS as well, as the provinces do.

    Nobody declines them, nor what is express.
    """
    env["directive.reminder.rule"].search([("event", "=", "overdue")]).channel_sms = True
    floor = env["directive.notice.floor"]
    floor.search([("kind", "in", ("express", "overdue"))]).channel_sms = True
