"""Dependencies inside an addon, read from its sources without Odoo."""
