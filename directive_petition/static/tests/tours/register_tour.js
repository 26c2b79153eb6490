import { registry } from "@web/core/registry";

// On a telephone all but the first button stand behind three dots.
const unfold = {
    content: "The other buttons",
    trigger: "body:has(.o_form_view .o_statusbar_buttons)",
    run: () => document.querySelector(".o_statusbar_buttons .o-dropdown:not(.show)")?.click(),
};

registry.category("web_tour.tours").add("directive_petition_take_over", {
    steps: () => [
        { content: "The rows are there", trigger: ".o_field_widget[name=line_ids] :is(.o_data_row, .o_kanban_record)" },
        unfold,
        { content: "Without those that lack a day", trigger: "button[name=action_leave_incomplete]", run: "click" },
        { content: "Nothing is lacking", trigger: "body:not(:has(.o_petition_incomplete))" },
        { content: "Take over", trigger: "button[name=action_confirm]", run: "click" },
        { content: "The letters", trigger: ":is(.o_list_view, .o_kanban_view) :is(.o_data_row, .o_kanban_record)" },
    ],
});

const desk = { isActive: ["desktop"] };
const phone = { isActive: ["mobile"] };

registry.category("web_tour.tours").add("directive_petition_tables", {
    steps: () => [
        { ...desk, content: "Open what the number counts", trigger: ".o_directive_form_table a[data-cell='3']:visible", run: "click" },
        { ...phone, content: "Open the agency's card", trigger: ".o_directive_form_card:has(a[data-cell='3']) summary", run: "click" },
        { ...phone, content: "Open what the number counts", trigger: ".o_directive_form_card[open] a[data-cell='3']", run: "click" },
        { content: "Numbers and days of matters", trigger: ".o_data_row:contains(VV), .o_kanban_record:contains(VV)" },
    ],
});
