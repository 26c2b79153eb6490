from odoo.tools import SQL

# Of each table: the user or contact on record, and the fields that keep the name.
SIGNED = (
    ("directive_transition", "user_id", "signer"),
    ("directive_task_progress", "author_id", "signer"),
    ("directive_task_request", "author_id", "signer"),
    ("directive_task_request", "decided_by_id", "decider"),
)
CONTACTS = ("directive_notice_answer", "directive_notice_acknowledgement")


def migrate(cr, version):
    """Put on record the names that rows written before bear today; posts then are not known."""
    for table, user, prefix in SIGNED:
        cr.execute(
            SQL(
                """
                UPDATE %(table)s AS row SET %(name)s = partner.name
                  FROM res_users AS account JOIN res_partner AS partner
                    ON partner.id = account.partner_id
                 WHERE account.id = row.%(user)s AND row.%(name)s IS NULL
                """,
                table=SQL.identifier(table),
                name=SQL.identifier(f"{prefix}_name"),
                user=SQL.identifier(user),
            )
        )
    for table in CONTACTS:
        cr.execute(
            SQL(
                """
                UPDATE %(table)s AS row SET signer_name = partner.name
                  FROM res_partner AS partner
                 WHERE partner.id = row.partner_id AND row.signer_name IS NULL
                   AND %(settled)s
                """,
                table=SQL.identifier(table),
                settled=SQL("date_seen IS NOT NULL" if table.endswith("ment") else "TRUE"),
            )
        )
