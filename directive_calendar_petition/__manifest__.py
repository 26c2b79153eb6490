{
    "name": "Directive Tracking: Reception Days in the Calendar",
    "summary": "A reception day of the work calendar and its reception session are one event",
    "version": "19.0.1.7.0",
    "category": "Services/Directive Tracking",
    "author": "Directive Tracking contributors",
    "license": "LGPL-3",
    "depends": ["directive_calendar", "directive_petition"],
    "auto_install": True,
    "data": [
        "views/directive_meeting_views.xml",
        "views/petition_session_views.xml",
    ],
}
