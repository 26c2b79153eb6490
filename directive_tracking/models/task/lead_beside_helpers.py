def lead_beside_helpers(records, name, values, planned):
    """Return ``values`` of the field ``name``: who leads from then on does not coordinate as well.

    For models with a lead agency and coordinating agencies, as their `_reorganised`.
    """
    if name != "coordinating_agency_ids":
        return values
    leads = planned.get((records._name, "lead_agency_id"), {})
    found = {}
    for record in records.browse({**values, **leads}):
        lead = leads.get(record.id, record.lead_agency_id.id)
        helpers = values.get(record.id, set(record.coordinating_agency_ids.ids))
        if record.id in values or lead in helpers:
            found[record.id] = helpers - {lead}
    return found
