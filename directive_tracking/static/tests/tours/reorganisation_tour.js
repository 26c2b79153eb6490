import { registry } from "@web/core/registry";
import { inState } from "./by_name";

const row = (words) =>
    `.o_data_row:contains(${words}) .o_data_cell[name=name], .o_kanban_record:contains(${words})`;
// On a telephone the buttons of the header lie in a menu.
const press = (name) => [
    {
        isActive: ["mobile"],
        content: "What can be done",
        trigger: `.o_form_view .o_statusbar_buttons .dropdown-toggle, .o_form_view .o_statusbar_buttons button[name=${name}]`,
        run(helpers) {
            if (this.anchor.getAttribute("name") !== name) {
                helpers.click();
            }
        },
    },
    { content: name, trigger: `button[name=${name}]:enabled`, run: "click" },
];
const agree = {
    content: "Yes",
    trigger: ".modal .modal-footer button.btn-primary",
    run: "click",
};
const state = (value) => ({ content: `It is ${value}`, trigger: inState(value) });

registry.category("web_tour.tours").add("directive_reorganise", {
    steps: () => [
        { content: "Open the draft", trigger: row("1672/NQ"), run: "click" },
        ...press("action_preview"),
        {
            content: "See what changes",
            trigger: ".o_notebook .nav-link[name=preview]",
            run: "click",
        },
        { content: "One task moves", trigger: ".o_form_view .o_field_widget[name=preview]:contains(1)" },
        ...press("action_do"),
        agree,
        state("done"),
        { content: "It can be undone", trigger: ".o_form_view:not(:has(button[name=action_preview]))" },
        ...press("action_undo"),
        agree,
        state("undone"),
    ],
});

registry.category("web_tour.tours").add("directive_work_after_merger", {
    steps: () => [
        { content: "The open work, under the new name", trigger: row("Open since before"), run: "click" },
        {
            content: "Its lead is the successor",
            trigger: ".o_form_view:contains(Open since before):contains(Ward Y)",
        },
    ],
});
