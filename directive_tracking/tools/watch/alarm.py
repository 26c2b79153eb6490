"""The codes by which the heartbeat names what is wrong; the watcher makes an alarm of each.

Messages do not go out while there is a grave one; the others want somebody to look in time.
`docs/en/operations.md` says what to do at each.
"""

DATABASE, LATE, FAILING, OFF, QUEUE, HELD = "database", "late", "failing", "off", "queue", "held"
DISK, BACKUP, REPLICA = "disk", "backup", "replica"
CONNECTIONS, BUSY, SLOW, TRACE = "connections", "busy", "slow", "trace"
GRAVE = (DATABASE, LATE, FAILING, OFF, QUEUE, HELD)
MILD = (DISK, BACKUP, REPLICA, CONNECTIONS, BUSY, SLOW, TRACE)

LEAST_FREE = 0.05  # of the disk with the attachments
OLDEST_BACKUP = 48 * 3600.0  # seconds
LONGEST_LAG = 60.0  # seconds
MOST_USED = 0.9  # of the connections that the database server allows
MANY_SLOW = 5  # statements over five seconds at one moment


def mild(free, backup_age, lag, used, busy, slow):
    """Return the mild codes for these figures; None where there is no figure.

    :param free: part of the disk
    :param used: part of the connections
    :param busy: part of the workers

    >>> mild(free=0.5, backup_age=3600, lag=None, used=0.2, busy=0.5, slow=0)
    []
    >>> mild(free=0.04, backup_age=200_000, lag=61, used=0.95, busy=1.0, slow=5)
    ['disk', 'backup', 'replica', 'connections', 'busy', 'slow']
    >>> mild(free=0.5, backup_age=None, lag=None, used=0.2, busy=None, slow=0)
    []
    """
    found = {
        DISK: free < LEAST_FREE,
        BACKUP: backup_age is not None and backup_age > OLDEST_BACKUP,
        REPLICA: lag is not None and lag > LONGEST_LAG,
        CONNECTIONS: used > MOST_USED,
        BUSY: busy is not None and busy >= 1,
        SLOW: slow >= MANY_SLOW,
    }
    return [code for code, holds in found.items() if holds]
