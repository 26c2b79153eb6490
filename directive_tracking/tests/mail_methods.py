"""Every method of mail that can be called on our records over RPC, and why it may be.

A method that is neither here nor overridden by one of our addons fails `TestMailMethods`: review
it, then guard it or record why it is harmless.
"""

OWN = "It changes only what is the caller's own: marks, to-dos, a form not yet sent."
RULES = "It reads and writes in the caller's name: record rules and our guards decide."
CONFIGURATION = "Only who may change the configuration has the rights it needs."
FORM = "It only returns the description of a form or an action."
TALK = "It concerns conversations of Discuss, which are none of our records."

HARMLESS = {
    # To-dos: who may create, change and close which is decided in `mail_activity.py`
    **dict.fromkeys(
        (
            "action_cancel", "action_done", "action_done_schedule_next", "action_feedback",
            "action_done_redirect_to_other", "action_feedback_schedule_next", "action_notify",
            "action_reschedule_nextweek", "action_reschedule_today",
            "action_reschedule_tomorrow", "action_reschedule_my_next_nextweek",
            "action_reschedule_my_next_today", "action_reschedule_my_next_tomorrow",
            "action_schedule_activities", "action_schedule_activities_done",
            "action_schedule_plan", "activity_feedback", "activity_format",
            "activity_reschedule", "activity_schedule", "activity_search", "activity_unlink",
            "get_activity_data", "get_model_options",
        ),
        RULES,
    ),
    # Messages and followers: `guard/mail`, `directive_thread_mixin.py`
    **dict.fromkeys(
        (
            "action_schedule_message", "action_send_mail", "copy_data", "create", "default_get",
            "edit_followers", "export_data", "get_mention_suggestions", "message_get_followers",
            "message_subscribe", "message_unsubscribe", "post_message", "read", "unlink", "write",
        ),
        RULES,
    ),
    **dict.fromkeys(
        (
            "mark_all_as_read", "notify_cancel_by_type", "set_message_done",
            "toggle_message_starred", "unstar_all", "cancel_save_template",
        ),
        OWN,
    ),
    # Forms
    **dict.fromkeys(
        (
            "action_close_dialog", "action_get", "action_open_document",
            "action_open_mail_preview", "default_subtypes", "format_failure_reason",
            "get_empty_list_help", "get_views", "open_document", "open_edit_form",
            "open_parent_document", "open_template_creation_wizard", "onchange_server_type",
        ),
        FORM,
    ),
    # Files: `guard/mail/ir_attachment.py`
    **dict.fromkeys(("check", "register_as_main_attachment"), RULES),
    # The server's settings and queues
    **dict.fromkeys(
        (
            "action_retry", "action_send_and_close", "button_confirm_login", "cancel", "copy",
            "create_action", "create_mail_template", "fetch_mail", "force_send",
            "force_storage", "get_serving_groups", "mark_outgoing", "process_email_queue",
            "regenerate_assets_bundles", "reset_template", "send", "send_after_commit",
            "set_draft", "unlink_action",
        ),
        CONFIGURATION,
    ),
    # Discuss
    **dict.fromkeys(
        (
            "action_unfollow", "add_members", "channel_change_description", "channel_fetched",
            "channel_join", "channel_pin", "channel_rename", "channel_set_custom_name",
            "execute_command_help", "execute_command_leave", "execute_command_who",
            "invite_by_email", "set_message_pin",
        ),
        TALK,
    ),
}  # fmt: skip

# Mail models that a caller can query directly, besides our own models.
MODELS = (
    "mail.thread", "mail.activity.mixin", "mail.message", "mail.activity", "mail.followers",
    "mail.notification", "mail.compose.message", "mail.scheduled.message", "ir.attachment",
    "mail.link.preview", "mail.message.link.preview", "mail.message.reaction", "mail.template",
    "mail.message.schedule", "mail.tracking.value", "mail.mail", "mail.followers.edit",
    "mail.activity.schedule", "mail.message.subtype", "mail.message.translation", "mail.alias",
    "fetchmail.server", "discuss.channel", "bus.bus",
)  # fmt: skip
