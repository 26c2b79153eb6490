"""Long lists of names in one sentence."""


def listed(env, names, most, separator=", "):
    """Return the first ``most`` of ``names`` as a text that says how many more there are.

    :param list names: of whatever records
    :param separator: another one where names themselves contain commas
    """
    shown = separator.join(names[:most])
    if len(names) <= most:
        return shown
    return env._("%(names)s and %(count)s more", names=shown, count=len(names) - most)


def yes_or_no(env, answer):
    """Return an answer in one word."""
    return env._("yes") if answer else env._("no")
