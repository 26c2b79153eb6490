{
    "name": "Directive Tracking: Work Calendar",
    "summary": "Weeks of the leadership, rooms and cars, meetings and every change of them",
    "version": "19.0.1.0.0",
    "category": "Services/Directive Tracking",
    "author": "Directive Tracking contributors",
    "license": "LGPL-3",
    "depends": ["directive_tracking"],
    "external_dependencies": {"python": ["icalendar"]},
    "data": [
        # Week
        "security/week/ir.model.access.csv",
        "security/week/ir_rules.xml",
        "views/week/directive_leader_views.xml",
        "views/week/directive_room_views.xml",
        "views/week/directive_week_group_views.xml",
        "views/week/directive_meeting_views.xml",
        "views/week/directive_meeting_form_views.xml",
        "views/week/directive_week_views.xml",
        "views/week/res_config_settings_views.xml",
        # Menus
        "views/week/directive_calendar_menus.xml",
    ],
    "pre_init_hook": "pre_init_hook",
}
