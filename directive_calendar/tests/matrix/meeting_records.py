"""The records of subscriptions and of imports of weeks."""

SETTING = "zqx-setting"  # in what belongs to one person


def make(case):
    """Return ``{name: record}``."""
    env = case.env
    feeds = env["directive.calendar.feed"].with_user(case.user_a)
    feeds._issue(case.calendar_group, SETTING)
    wizard = (
        env["directive.week.import"]
        .with_user(case.office_user)
        .create({"group_id": case.calendar_group.id, "file_name": SETTING})
    )
    line = {"day": "2026-12-07", "half_day": "morning", "name": SETTING, "import_id": wizard.id}
    made = {
        "directive.calendar.feed": feeds.search([], limit=1),
        "directive.calendar.feed.new": env["directive.calendar.feed.new"]
        .with_user(case.user_a)
        .create({"label": SETTING}),
        "directive.week.import": wizard,
        "directive.week.import.line": wizard.line_ids.create(line),
        "directive.week.import.left": wizard.left_ids.create(
            {"import_id": wizard.id, "kind": "note", "text": SETTING}
        ),
    }
    return {name: record.with_env(env) for name, record in made.items()}
