import { registry } from "@web/core/registry";
import { inState } from "./by_name";

const PART = "Đếm số trường của chuyến thử";
const record = (words) =>
    `.o_data_row:contains(${words}) .o_data_cell[name=name], .o_kanban_record:contains(${words})`;

/** Choose a record in a field that offers some, at a desk and on a telephone alike. */
function choose(field, words) {
    const input = `.o_field_widget[name=${field}] input`;
    return [
        { content: `Look for ${words}`, trigger: input, run: "click" },
        { isActive: ["desktop"], content: "Type the name", trigger: input, run: `edit ${words}` },
        {
            isActive: ["desktop"],
            content: "It is offered",
            trigger: `.o-autocomplete--dropdown-item:contains(${words})`,
            run: "click",
        },
        {
            isActive: ["mobile"],
            content: "It is among the cards",
            trigger: `.modal .o_kanban_record:contains(${words}), .modal .o_data_row:contains(${words})`,
            run: "click",
        },
    ];
}

/** Type a day as people here do. */
function day(field, words) {
    const place = `.o_field_widget[name=${field}]`;
    return [
        { content: "Go to the day", trigger: `${place} input, ${place} button`, run: "click" },
        { content: "Type it", trigger: `${place} input`, run: `edit ${words}` },
    ];
}

registry.category("web_tour.tours").add("directive_delegate", {
    steps: () => [
        { content: "Open the task", trigger: record("Report on the test"), run: "click" },
        { content: "The form is open", trigger: ".o_form_view .o_field_widget[name=name]" },
        {
            content: "Split it",
            trigger: ".o_form_sheet button[name=action_open_delegation]",
            run: "click",
        },
        ...choose("agency_ids", "Unit below A"),
        { content: "What they do", trigger: ".modal .o_field_widget[name=content] textarea", run: `edit ${PART}` },
        { content: "It counts twice", trigger: ".modal .o_field_widget[name=weight] input", run: "edit 2" },
        { content: "Give it", trigger: ".modal button[name=action_delegate]", run: "click" },
        { content: "The part is on its page", trigger: ".o_notebook a[name=children]", run: "click" },
        {
            content: "With its words",
            trigger: `.o_field_widget[name=child_ids] .o_data_row:contains(${PART}), .o_field_widget[name=child_ids] .o_kanban_record:contains(${PART})`,
        },
        { content: "What the parts amount to", trigger: ".o_field_widget[name=parts_progress]" },
    ],
});

registry.category("web_tour.tours").add("directive_report_over_open_parts", {
    steps: () => [
        { content: "Open the task", trigger: record("Report on the test"), run: "click" },
        { content: "The form is open", trigger: ".o_form_view .o_field_widget[name=name]" },
        { content: "Report completion", trigger: "button[name=action_report_completion]", run: "click" },
        { content: "What is still open is shown", trigger: `.modal .alert-warning:contains(${PART})` },
        { content: "What was done", trigger: ".modal .o_field_widget[name=content] textarea", run: "edit All but the schools" },
        { content: "Why it is complete", trigger: ".modal .o_field_widget[name=open_parts_reason] textarea", run: "edit The schools are counted next year" },
        { content: "The document", trigger: ".modal .o_field_widget[name=result_number] input", run: "edit 12/BC" },
        ...day("result_date", "01/06/2026"),
        { content: "Send it", trigger: ".modal button[name=action_report]", run: "click" },
        { content: "The reason is shown", trigger: ".alert-warning:contains(counted next year)" },
    ],
});

// A stand-in lasts at most ninety days.
function inAMonth() {
    const date = new Date(Date.now() + 30 * 24 * 3600 * 1000);
    const digits = (number) => String(number).padStart(2, "0");
    return `${digits(date.getMonth() + 1)}/${digits(date.getDate())}/${date.getFullYear()}`;
}

registry.category("web_tour.tours").add("directive_stand_in", {
    steps: () => [
        {
            content: "Name a stand-in",
            trigger: ".o_list_button_add, .o-kanban-button-new",
            run: "click",
        },
        ...choose("absent_id", "test_head_a"),
        ...choose("standin_id", "test_a "),
        { content: "Why", trigger: ".o_field_widget[name=reason] input", run: "edit Annual leave" },
        ...day("date_to", inAMonth()),
        { content: "Name them", trigger: ".o_statusbar_buttons button[special=save]", run: "click" },
        { content: "It can be ended", trigger: "button[name=action_end]" },
        { content: "Nothing of it can be changed", trigger: ".o_field_widget[name=standin_id].o_readonly_modifier" },
        { content: "The last day is shown", trigger: ".o_field_widget[name=date_to].o_readonly_modifier:contains('/')" },
    ],
});

registry.category("web_tour.tours").add("directive_sign_as_stand_in", {
    steps: () => [
        { content: "Open the task", trigger: record("Report on the test"), run: "click" },
        { content: "The form is open", trigger: ".o_form_view .o_field_widget[name=name]" },
        { content: "A report waits for the head", trigger: ".alert[name=head_signs]" },
        { content: "Sign for the head", trigger: "button[name=action_report_completion].btn-primary", run: "click" },
        {
            content: "It has been submitted",
            trigger: inState("reported"),
        },
    ],
});
