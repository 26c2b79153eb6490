{
    "name": "Directive Tracking: Example",
    "summary": "Inspections: one subject and one event of an addon of its own",
    "version": "19.0.1.0.0",
    "author": "Directive Tracking contributors",
    "license": "LGPL-3",
    "depends": ["directive_tracking"],
    "data": [
        "security/ir.model.access.csv",
        "security/ir.rule.csv",
        "views/directive_example_inspection_views.xml",
    ],
}
