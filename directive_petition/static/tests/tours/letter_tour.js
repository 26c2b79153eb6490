import { registry } from "@web/core/registry";

const inState = (state) => `.o_form_view:has(.o_statusbar_status [data-value=${state}].o_arrow_button_current)`;
// On a telephone all but the first button stand behind three dots.
const unfold = {
    content: "The other buttons",
    trigger: "body:has(.o_form_view .o_statusbar_buttons)",
    run: () => document.querySelector(".o_statusbar_buttons .o-dropdown:not(.show)")?.click(),
};
const confirm = [
    { content: "Confirm", trigger: ".modal button[name=action_take]", run: "click" },
    { content: "The form is gone", trigger: "body:not(:has(.modal))" },
];

registry.category("web_tour.tours").add("directive_petition_letter", {
    steps: () => [
        { content: "What it says", trigger: ".o_field_widget[name=content] textarea", run: "edit Cầu treo hỏng" },
        { content: "Its matters", trigger: ".o_notebook .nav-link[name=matters]", run: "click" },
        {
            content: "Another matter",
            trigger: ".o_field_widget[name=matter_ids] :is(.o_field_x2many_list_row_add a, .o-kanban-button-new)",
            run: "click",
        },
        {
            content: "Against whom",
            trigger: ":is(.modal, .o_selected_row) .o_field_widget[name=object_text] input",
            run: "edit UBND xã",
        },
        {
            content: "Into the letter: a telephone shows a form of its own",
            trigger: "body",
            run: () => document.querySelector(".modal .o_form_button_save")?.click(),
        },
        { content: "The form is gone", trigger: "body:not(:has(.modal))" },
        { content: "Save", trigger: ".o_form_button_save:enabled", run: "click" },
        { content: "It has a number", trigger: ".o_field_widget[name=number]:contains(/)" },
    ],
});

registry.category("web_tour.tours").add("directive_petition_accept", {
    steps: () => [
        {
            content: "Classify",
            trigger: ".o_petition_classify",
            run: "click",
        },
        ...confirm,
        { content: "It is classified", trigger: inState("classified") },
        { content: "Accept", trigger: ".o_petition_accept", run: "click" },
        {
            content: "By which paper",
            trigger: ".modal .o_field_widget[name=document_number] input",
            run: "edit 41/TB-UBND",
        },
        ...confirm,
        { content: "It is accepted", trigger: inState("accepted") },
    ],
});

registry.category("web_tour.tours").add("directive_petition_register_here", {
    steps: () => [
        { content: "It becomes our letter", trigger: "button[name=action_register_here]", run: "click" },
        { content: "Our letter", trigger: ".o_field_widget[name=forwarded_by_id]:visible" },
        { content: "Its matters", trigger: ".o_notebook .nav-link[name=matters]", run: "click" },
        { content: "The matter goes on here", trigger: ".o_field_widget[name=matter_ids]:contains(/)" },
    ],
});
