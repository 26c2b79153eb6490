"""A data centre on one machine: PostgreSQL with standbys, two Odoo servers, nginx in front."""
