def pre_init_hook(env):
    """Let the database compare rooms and times in one exclusion constraint.

    Since PostgreSQL 13 the owner of a database may create this extension.
    """
    env.cr.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
