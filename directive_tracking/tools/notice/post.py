"""What is told at once: an event, and who hears of it by which channels."""

from typing import NamedTuple


class Post(NamedTuple):
    """One event on some records of one model, ready to be written into the ledger."""

    event: str
    told: list  # of :class:`Told`
    channels: tuple
    urgency: str | None = None  # None if the notices differ, and some may go at once
    records: object = None
    columns: dict | None = None  # of `directive_notice`, for notices still to be written
    asks: bool = False  # whether it is to be acknowledged


def wanted_ways(posts, kinds, askable):
    """Return the pairs (kind of message, channel) that people may have asked for besides.

    :param dict kinds: the kind people choose by, of each event; False if they have no choice
    :param askable: the channels that people may ask for

    >>> post = Post("task_assigned", [], ("app", "email"))
    >>> wanted_ways([post, post], {"task_assigned": "task"}, ("email", "sms"))
    {('task', 'sms')}
    >>> wanted_ways([post], {"task_assigned": False}, ("email", "sms"))
    set()
    """
    return {
        (kinds[post.event], channel)
        for post in posts
        for channel in set(askable) - set(post.channels)
        if kinds[post.event]
    }
