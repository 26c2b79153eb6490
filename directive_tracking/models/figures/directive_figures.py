from odoo import models


class DirectiveFigures(models.AbstractModel):
    """The official figures of any day and any period, from the trail of the tasks.

    Other rooms call these; nothing here can be called from outside:

    ``_counters(day=None, by=None, starred=False, **scope)``
        ``{key: {counter: number}}`` at the end of ``day``, today unless said.
    ``_form(first, last, by=None, starred=False, **scope)``
        ``{key: {column: value}}`` of form 01-NV over the days ``first`` to ``last``.
    ``_counters_of(tables, day=None, starred=False, **scope)`` and
    ``_forms_of(tables, first, last, starred=False, **scope)``
        ``{by: the same}`` for several values of ``by`` at once: one reading instead of several.
    ``_forms_and_counters(tables, first, last, starred=False, **scope)``
        the forms and the counters of their last day, in one reading again.
    ``_ends(first, last, by=None, starred=False, **scope)`` and ``_count_given(first, last, …)``
        of the form only where tasks stand at its end, and only column 3: both quick over any days.
    ``_counter_tasks(counter, day=None, by=None, key=None, starred=False, **scope)`` and
    ``_cell_tasks(column, first, last, by=None, key=None, starred=False, **scope)``
        the tasks behind one number, as a recordset. ``total_of`` instead of ``by`` names the
        table of whose total a cell is: by issuer, field, source and month nothing moves.

    ``by`` is agency, kind, issuer, field, source, month or None. The keys of the result are ids of
    agencies, issuers and fields, codes of kinds and sources, first days of report months; None
    stands for the province, and for tasks without issuer or field. Rows of nothing but zeros are
    left out. ``scope`` narrows down to one or several ``agency``, ``kind``, ``issuer``, ``field``,
    ``source`` or ``month``. Counters, columns and the rules are those of ``tools/figures``.

    Who may know what: the Office, leaders and the system all; others their agencies and those below.

    A period that has not ended is asked for up to today: figures of a day to come are those of the
    tasks of today on that day.

    What a past figure says: state, lead agency, deadline, star and weight are those of that day,
    from the trail. Issuer, field and source describe the order and are corrected for all days. The
    star and the weight of a form are those at its end. A reorganisation counts on the day on which
    it was carried out.
    """

    _name = "directive.figures"
    _description = "Figures"
