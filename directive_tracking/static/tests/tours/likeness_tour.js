import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("directive_merge_alike", {
    steps: () => [
        { content: "The draft looks like an open task", trigger: ".o_form_view button[name=action_open_alike]", run: "click" },
        { content: "Both texts stand side by side", trigger: ".modal :is(.o_data_row, .o_kanban_record)" },
        { content: "Link them", trigger: ".modal [name=action_link]:first", run: "click" },
        { content: "Nothing is asked any more", trigger: "body:not(:has(.modal)) .o_form_view:not(:has(button[name=action_open_alike]))" },
    ],
});
