{
    "name": "Directive Tracking",
    "summary": "Turn the leadership's orders into tasks, follow each to its accepted result",
    "version": "19.0.1.0.0",
    "category": "Services/Directive Tracking",
    "author": "Directive Tracking contributors",
    "license": "LGPL-3",
    "application": True,
    "depends": ["base_setup", "mail", "resource", "web_hierarchy"],
    "external_dependencies": {"python": ["openpyxl", "python-docx", "holidays"]},
    "data": [
        "security/directive_tracking_groups.xml",
        "security/ir.model.access.csv",
        "security/directive_tracking_rules.xml",
        "security/directive_notice_rules.xml",
        # Catalogues
        "data/directive_document_type_data.xml",
        "data/directive_field_data.xml",
        "data/directive_issuer_data.xml",
        "data/directive_difficulty_cause_data.xml",
        # Notices and reminders
        "data/directive_mail_activity_type_data.xml",
        "data/directive_reminder_rule_data.xml",
        "data/directive_cron_data.xml",
        "data/directive_notice_template.xml",
        # Views
        "views/directive_notice_views.xml",
        "views/directive_reminder_rule_views.xml",
        "views/directive_catalogue_views.xml",
        # Wizards
        "wizards/directive_import_views.xml",
        "wizards/directive_calendar_proposal_views.xml",
        "wizards/directive_province_setup_views.xml",
        "views/directive_calendar_day_views.xml",
        "views/directive_statistics_views.xml",
        # Menus last: they name the actions above
    ],
    "assets": {
        "web.assets_backend": ["directive_tracking/static/src/**/*"],
    },
    "demo": [
        "demo/res.users.csv",
        "demo/res.partner.csv",
        "demo/directive.agency.csv",
        "demo/directive.agency.member.csv",
        "demo/directive_demo.xml",
    ],
}
