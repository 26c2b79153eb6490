import { registry } from "@web/core/registry";

const inState = (state) => `.o_form_view:has(.o_statusbar_status [data-value=${state}].o_arrow_button_current)`;
// On a telephone all but the first button stand behind three dots.
const unfold = {
    content: "The other buttons",
    trigger: "body:has(.o_cp_action_menus, .o_form_view)",
    run: () => document.querySelector(".o_statusbar_buttons .o-dropdown:not(.show)")?.click(),
};

registry.category("web_tour.tours").add("directive_calendar_publish", {
    steps: () => [
        { content: "Publish", trigger: "button[name=action_publish]", run: "click" },
        { content: "Yes", trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "It is published", trigger: inState("published") },
        { content: "As it is printed", trigger: ".o_notebook .nav-link[name=by_day]", run: "click" },
        { content: "The entry stands there", trigger: ".o_field_widget[name=page_html]:contains(Regular meeting)" },
        {
            content: "It has room, also on a telephone",
            trigger: ".o_field_widget[name=page_html] td .fw-bold",
            run() {
                if (this.anchor.closest("td").offsetWidth < 200) {
                    throw new Error("The content of the week is squeezed into a column");
                }
            },
        },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_change", {
    steps: () => [
        unfold,
        { content: "Change", trigger: ".o_directive_change:visible", run: "click" },
        {
            content: "Each hour is named to a reader of the screen",
            trigger: ".modal .o_field_widget[name=hour_start] input[aria-label]",
        },
        { content: "The second one too", trigger: ".modal .o_field_widget[name=hour_end] input[aria-label]" },
        { content: "Another place", trigger: ".modal .o_field_widget[name=place] input", run: "edit Hall" },
        { content: "Why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit More room" },
        { content: "Confirm", trigger: ".modal button[name=action_apply]", run: "click" },
        { content: "The form is gone", trigger: "body:not(:has(.modal))" },
        { content: "The meeting is elsewhere", trigger: ".o_field_widget[name=place]:contains(Hall)" },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_take_up", {
    steps: () => [
        unfold,
        { content: "Consider it again", trigger: ".o_directive_take_up:visible", run: "click" },
        { content: "Why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit It matters" },
        { content: "Confirm", trigger: ".modal button[name=action_apply]", run: "click" },
        { content: "The form is gone", trigger: "body:not(:has(.modal))" },
        { content: "It waits for a decision", trigger: inState("registered") },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_type", {
    steps: () => [
        {
            content: "An entry without an hour shows none",
            trigger: ".o_field_widget[name=meeting_ids]:has(.o_data_row:nth-child(2))",
            run() {
                if (this.anchor.textContent.includes("00:00")) {
                    throw new Error("An entry without an hour shows one");
                }
            },
        },
        { content: "One more", trigger: ".o_field_x2many_list_row_add a", run: "click" },
        { content: "Its hour", trigger: ".o_selected_row [name=hour_start] input", run: "edit 13h30" },
        { content: "What it is", trigger: ".o_selected_row [name=name] :is(input, textarea)", run: "edit Reception" },
        { content: "Save", trigger: ".o_form_button_save", run: "click" },
        { content: "Saved", trigger: ".o_form_view .o_form_saved, .o_form_view:not(:has(.o_form_button_save:visible))" },
    ],
});

registry.category("web_tour.tours").add("directive_calendar_read_whole", {
    steps: () => [
        {
            content: "What a meeting is about is read whole",
            trigger: ".o_field_widget[name=meeting_ids] td[name=name]:contains(LAST WORD)",
            run: ({ anchor }) => {
                if (anchor.scrollWidth > anchor.clientWidth) {
                    throw new Error("The content is cut off.");
                }
            },
        },
        {
            content: "A conflict does not stretch its row",
            trigger: ".o_field_widget[name=meeting_ids] td[name=conflict_text]:contains(PRESIDING)",
            run: ({ anchor }) => {
                if (getComputedStyle(anchor).whiteSpace !== "nowrap") {
                    throw new Error("The conflict takes more than a line.");
                }
            },
        },
    ],
});
