import { registry } from "@web/core/registry";

const inState = (state) => `.o_form_view:has(.o_statusbar_status [data-value=${state}].o_arrow_button_current)`;
// On a telephone all but the first button stand behind three dots.
const unfold = {
    content: "The other buttons",
    trigger: "body:has(.o_cp_action_menus, .o_form_view)",
    run: () => document.querySelector(".o_statusbar_buttons .o-dropdown:not(.show)")?.click(),
};
const gone = { content: "The form is gone", trigger: "body:not(:has(.modal))" };

registry.category("web_tour.tours").add("directive_calendar_invite", {
    steps: () => [
        unfold,
        { content: "Invite", trigger: "button[name=action_invite]:visible", run: "click" },
        { content: "They are invited", trigger: inState("invited") },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_send_substitute", {
    steps: () => [
        unfold,
        { content: "Somebody else goes", trigger: ".o_directive_substitute:visible", run: "click" },
        { content: "Who", trigger: ".modal .o_field_widget[name=substitute_name] input", run: "edit An" },
        { content: "What they are", trigger: ".modal .o_field_widget[name=substitute_post] input", run: "edit Deputy" },
        { content: "Send it", trigger: ".modal button[name=action_send]", run: "click" },
        gone,
        { content: "The chair is asked", trigger: ".o_field_widget[name=consent]" },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_agree", {
    steps: () => [
        unfold,
        { content: "Agree", trigger: "button[name=action_consent]:visible", run: "click" },
        { content: "Nothing is left to decide", trigger: ".o_form_view:not(:has(button[name=action_consent]))" },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_put_off", {
    steps: () => [
        unfold,
        { content: "Put it off", trigger: ".o_directive_postpone:visible", run: "click" },
        { content: "Why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit Storm" },
        { content: "Confirm", trigger: ".modal button[name=action_apply]", run: "click" },
        gone,
        { content: "It is put off, and says why", trigger: ".alert .o_field_widget[name=reason]:contains(Storm)" },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_reinstate", {
    steps: () => [
        unfold,
        { content: "Back to where it was", trigger: ".o_directive_reinstate:visible", run: "click" },
        { content: "Why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit No storm" },
        { content: "Confirm", trigger: ".modal button[name=action_apply]", run: "click" },
        gone,
        { content: "It takes place", trigger: inState("invited") },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_bring_back", {
    steps: () => [
        unfold,
        { content: "Back to where it was", trigger: ".o_directive_reinstate:visible", run: "click" },
        { content: "Why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit Two after all" },
        { content: "Confirm", trigger: ".modal button[name=action_apply]", run: "click" },
        gone,
        { content: "It stands again", trigger: inState("approved") },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_not_held", {
    steps: () => [
        unfold,
        { content: "Not held after all", trigger: ".o_directive_not_held:visible", run: "click" },
        { content: "Why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit The wrong day" },
        { content: "Confirm", trigger: ".modal button[name=action_apply]", run: "click" },
        gone,
        { content: "It is still to come", trigger: inState("invited") },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_door", {
    steps: () => [
        { content: "More", trigger: ".o_control_panel button:has(.fa-bolt)", run: "click" },
        { content: "Who came", trigger: "button[name=action_view_answers]:visible", run: "click" },
        { content: "They came", trigger: ".o_kanban_record button[name=action_right_person]", run: "click" },
        { content: "It says so", trigger: ".o_kanban_record .o_field_widget[name=attendance] .text-bg-success" },
        { content: "It is not asked again", trigger: ".o_kanban_record:not(:has(button[name=action_right_person]))" },
    ],
});
