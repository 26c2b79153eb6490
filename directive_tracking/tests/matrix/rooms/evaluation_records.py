"""Records of the room `evaluation`: a closed month with the score of agency A and an objection."""

from datetime import date

from ....tools.workflow import WORKFLOW


def make(case, task, secret):
    """Return the snapshot, the score with all that hangs on it, and the forms."""
    system = case.env(context={**case.env.context, "directive_workflow": WORKFLOW})
    moment = {"user_id": case.office_user.id, "date": "2026-11-16 02:00:00"}
    formula = case.env["directive.score.formula"].search([], limit=1)
    period = system["directive.period"].create(
        {
            "kind": "month",
            "date_first": date(2026, 10, 15),
            "date_last": date(2026, 11, 14),
            "version": 1,
            "formula_id": formula.id,
            **moment,
        }
    )
    of_a = {"period_id": period.id, "agency_id": case.agency_a.id}
    row = system["directive.period.row"].create({**of_a, "agency_name": secret, "cells": {"1": 1}})
    line = system["directive.period.task"].create(
        {**of_a, "task_id": task.id, "columns": " 10 3 ", "weight": 1}
    )
    return {
        "directive.score.formula": formula,
        "directive.period": period,
        "directive.period.row": row,
        "directive.period.task": line,
        **_score(case, system, of_a, moment, secret),
    }


def _score(case, system, of_a, moment, secret):
    score = system["directive.score"].create(
        {
            **of_a,
            "name": secret,
            "agency_name": secret,
            "agency_group": "departments",
            "band": "not_enough",
            "is_scored": True,
        }
    )
    part = system["directive.score.part"].create(
        {"score_id": score.id, "measure": "on_time", "weight": 40, "x": 1, "n": 2, "counted": 1}
    )
    objection = system["directive.score.objection"].create(
        {"score_id": score.id, "reason": secret, **moment, "user_id": case.user_a.id}
    )
    correction = system["directive.score.correction"].create(
        {
            "score_id": score.id,
            "part_id": part.id,
            "good_before": 1,
            "good_after": 2,
            "points_before": 20,
            "points_after": 40,
            "reason": secret,
            **moment,
        }
    )
    return {
        "directive.score": score,
        "directive.score.part": part,
        "directive.score.objection": objection,
        "directive.score.correction": correction,
        **_forms(case, score, objection, secret),
    }


def _forms(case, score, objection, secret):
    def of(user, model, **vals):
        return case.env[model].with_user(user).create(vals).with_env(case.env)

    difference = case.env["directive.period.difference"].with_user(case.office_user).sudo()
    difference = difference._filling().create(
        {"period_id": score.period_id.id, "agency_name": secret, "column": "7"}
    )
    return {
        "directive.period.closing": of(case.office_user, "directive.period.closing"),
        "directive.period.difference": difference.with_env(case.env),
        "directive.score.objecting": of(
            case.user_a, "directive.score.objecting", score_id=score.id, reason=secret
        ),
        "directive.score.decision": of(
            case.office_user,
            "directive.score.decision",
            score_id=score.id,
            objection_id=objection.id,
            note=secret,
        ),
        "directive.rating.export": of(case.office_user, "directive.rating.export"),
    }
