import { registry } from "@web/core/registry";

const unfold = {
    content: "The other buttons stand behind three dots on a telephone",
    trigger: "body:has(.o_form_view .o_statusbar_buttons)",
    run: () => document.querySelector(".o_statusbar_buttons .o-dropdown:not(.show)")?.click(),
};

registry.category("web_tour.tours").add("directive_petition_dialogue", {
    steps: () => [
        { content: "Papers and dialogue", trigger: ".o_notebook .nav-link[name=papers]", run: "click" },
        { content: "Plan a dialogue", trigger: "button[name=action_plan_dialogue]", run: "click" },
        { content: "Where", trigger: ".o_field_widget[name=place] input", run: "edit Phòng họp số 2" },
        { content: "Save", trigger: ".o_form_button_save:enabled", run: "click" },
        { content: "To be told by a day", trigger: ".o_field_widget[name=date_due]:contains(/)" },
        { content: "The notice has gone out", trigger: "button[name=action_told]", run: "click" },
        {
            content: "Its paper says where",
            trigger: ".o_field_widget[name=body] textarea:value(Phòng họp số 2)",
        },
        unfold,
        { content: "Its number", trigger: "button[name=action_number]", run: "click" },
        { content: "It is issued", trigger: ".o_form_view button[name=action_issue]", run: "click" },
        {
            content: "It stays as it is",
            trigger: ".o_form_view:has(.o_statusbar_status [data-value=issued].o_arrow_button_current)",
        },
    ],
});

registry.category("web_tour.tours").add("directive_petition_clock", {
    steps: () => [
        { content: "The clocks", trigger: ".o_notebook .nav-link[name=clocks]", run: "click" },
        {
            content: "The term of settling",
            trigger: ".o_field_widget[name=clock_ids] .o_data_row .o_data_cell:first",
            run: "click",
        },
        {
            content: "How its day was reached",
            trigger: ".o_field_widget[name=steps_html] th:contains(/)",
        },
    ],
});

/** A manager takes the end of a matter back, or goes on with what was withdrawn under threat. */
const goOn = (verb, state) => ({
    steps: () => [
        unfold,
        { content: "Other steps", trigger: ".o_petition_others:visible", run: "click" },
        { content: "This one", trigger: `.modal .o_petition_${verb}`, run: "click" },
        { content: "Why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit A mistake" },
        { content: "Confirm", trigger: ".modal button[name=action_take]", run: "click" },
        { content: "The form is gone", trigger: "body:not(:has(.modal))" },
        {
            content: "It goes on where it stood",
            trigger: `.o_form_view:has(.o_statusbar_status [data-value=${state}].o_arrow_button_current)`,
        },
    ],
});

registry.category("web_tour.tours").add("directive_petition_restore", goOn("restore", "published"));
registry.category("web_tour.tours").add("directive_petition_look_again", goOn("look_again", "accepted"));

registry.category("web_tour.tours").add("directive_petition_set_aside", {
    steps: () => [
        { content: "Papers and dialogue", trigger: ".o_notebook .nav-link[name=papers]", run: "click" },
        { content: "This withdrawal", trigger: ".o_petition_set_aside:visible", run: "click" },
        { content: "Why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit The wrong person" },
        { content: "Confirm", trigger: ".modal button[name=action_set_aside]", run: "click" },
        { content: "The form is gone", trigger: "body:not(:has(.modal))" },
        {
            content: "It says why",
            trigger: ".o_field_widget[name=withdrawal_ids]:contains(The wrong person)",
        },
    ],
});
