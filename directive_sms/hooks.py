def post_init_hook(env):
    """Let the reminders of what is overdue go by SMS as well, as the provinces do."""
    env["directive.reminder.rule"].search([("event", "=", "overdue")]).channel_sms = True
