{
    "name": "Directive Tracking: Complaints, Denunciations and Petitions",
    "summary": "From the reception desk to the citizen's telephone, with the clocks of the law",
    "version": "19.0.1.0.0",
    "category": "Services/Directive Tracking",
    "author": "Directive Tracking contributors",
    "license": "LGPL-3",
    "depends": ["directive_tracking", "portal"],
    "external_dependencies": {"python": ["cryptography"]},
    "data": [
        # Term
        "security/term/petition_groups.xml",
        "security/term/ir.model.access.csv",
        "security/term/ir_rules.xml",
        "data/term/petition_term_data.xml",
        "views/term/petition_clock_views.xml",
        "views/term/petition_term_views.xml",
        # Letter
        "security/letter/ir.model.access.csv",
        "security/letter/ir_rules.xml",
        "security/letter/petition_clock_rules.xml",
        "wizards/letter/petition_matter_stepping_views.xml",
        "views/letter/petition_subject_views.xml",
        "views/letter/petition_ground_views.xml",
        "views/letter/petition_numbering_views.xml",
        "views/letter/petition_matter_views.xml",
        "views/letter/petition_letter_views.xml",
        "views/letter/petition_clock_views.xml",
        "data/letter/petition_subjects.xml",
        "data/letter/petition_criteria.xml",
        "data/letter/petition_grounds.xml",
        # Seal
        "security/seal/ir.model.access.csv",
        "security/seal/ir_rules.xml",
        # Reception
        "security/reception/ir.model.access.csv",
        "security/reception/ir_rules.xml",
        # Processing
        "security/processing/ir.model.access.csv",
        "security/processing/ir_rules.xml",
        # Citizen
        "security/citizen/ir.model.access.csv",
        "security/citizen/ir_rules.xml",
        # Register
        "security/register/ir.model.access.csv",
        "security/register/ir_rules.xml",
        # Figures
        "security/figures/ir.model.access.csv",
        "security/figures/ir_rules.xml",
        # Menus
        "views/letter/petition_menus.xml",
        "views/term/petition_menus.xml",
        "views/seal/petition_menus.xml",
        "views/reception/petition_menus.xml",
        "views/processing/petition_menus.xml",
        "views/citizen/petition_menus.xml",
        "views/register/petition_menus.xml",
        "views/figures/petition_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["directive_petition/static/src/**/*"],
        "web.assets_tests": ["directive_petition/static/tests/tours/*.js"],
    },
    "demo": ["demo/directive_petition_demo.xml"],
}
