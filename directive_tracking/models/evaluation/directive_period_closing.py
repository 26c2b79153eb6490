from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.comparison.rates import rounded
from ...tools.workflow import WORKFLOW


class DirectivePeriod(models.Model):
    """Closing: the figures of a period are taken down once, with all that stands behind them."""

    _inherit = "directive.period"

    @api.model
    def _close(self, kind, first, last, reason=None):
        """Close the period, or take a new version of it with ``reason``; return the snapshot.

        Everything is read in one transaction, so that all figures belong to one moment. The unique
        key lets one of two people at the same second come first; the other is told.

        :raises UserError: for all but the Office, before the period is over, and without a reason
            if it has been closed already
        """
        reason = (reason or "").strip()
        self._check_may_close(first, last, reason)
        before = self._closed(first, last)
        # Nobody has the right to write snapshots; the check above is the permission.
        period = self.sudo().with_context(directive_workflow=WORKFLOW)
        period = period.create(self._prepare_closing(kind, first, last, before, reason))
        period.flush_recordset()  # here the second of two waits, and then fails
        period._take_down()
        period.score_ids._tell_of_closing()
        return period.with_env(self.env)

    @api.model
    def _check_may_close(self, first, last, reason):
        if not (self.env.su or self.env["directive.task"]._is_office()):
            raise UserError(self.env._("Only the Office can close a period."))
        if last >= self.env["directive.settings"]._today():
            raise UserError(
                self.env._(
                    "The period lasts until %(day)s: close it afterwards.",
                    day=format_date(self.env, last),
                )
            )
        closed = self._closed(first, last)
        if closed and not reason:
            raise UserError(
                self.env._(
                    "%(name)s closed this period on %(day)s. Enter a reason to take a new version; "
                    "the older one stays.",
                    name=closed.signer_name,
                    day=format_date(self.env, closed.date),
                )
            )

    @api.model
    def _prepare_closing(self, kind, first, last, before, reason):
        formula = self.env["directive.score.formula"].search([], limit=1)
        if not formula:
            raise UserError(self.env._("Set the formula of the score first."))
        vals = {
            "kind": kind,
            "date_first": first,
            "date_last": last,
            "version": before.version + 1,
            "reason": reason or False,
            "user_id": self.env.uid,
            "date": fields.Datetime.now(),
            "formula_id": formula.id,
        }
        self._sign_all([vals])
        return vals

    def _take_down(self):
        """Write down the figures of the period: rows of the form, tasks, groups and scores."""
        self._take_down_rows()
        Tasks = self.env["directive.period.task"]
        Tasks._fill(self)
        compared = self.env["directive.comparison"]._compare(self.date_first, self.date_last)
        self.write(
            {
                "groups": {name: self._of_group(one.of) for name, one in compared.items()},
                "task_count": len(Tasks._read_group([("period_id", "=", self.id)], ["task_id"])),
            }
        )
        self.env["directive.score"]._work_out(self, compared)

    def _take_down_rows(self):
        first, last = self.date_first, self.date_last
        Figures, Comparison = self.env["directive.figures"], self.env["directive.comparison"]
        rows = Figures._form(first, last, by="agency")
        starred = Figures._form(first, last, by="agency", starred=True)
        self.env["directive.period.row"].create(
            [
                {
                    "period_id": self.id,
                    "agency_id": agency.id,
                    "agency_name": Comparison._name_of(agency, last),
                    "cells": rows.get(agency.id, {}),
                    "starred_cells": starred.get(agency.id, {}),
                }
                for agency in self.env["directive.agency"].browse(filter(None, rows))
            ]
        )

    @api.model
    def _of_group(self, of):
        return {
            "agencies_counted": of.agencies_counted,
            "x": int(of.x),
            "n": of.n,
            "mean": rounded(of.mean, 6),
            "rho": rounded(of.rho, 6),
            "k": rounded(of.k),
        }

    def action_open_comparison(self):
        """Open the comparison of this period."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.actions"]._for_xml_id(
            "directive_tracking.directive_comparison_action"
        )
        params = {"kind": self.kind, "day": fields.Date.to_string(self.date_first)}
        return dict(action, params=params)

    def action_open_scores(self):
        """Open the scores of this version."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_score_action"
        )
        return dict(action, domain=[("period_id", "=", self.id)], context={})
