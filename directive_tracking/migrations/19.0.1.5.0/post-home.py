def migrate(cr, version):
    """The counters of the first page were records of a model that is gone; so is its table now."""
    cr.execute("DROP TABLE IF EXISTS directive_desk_tile")
