import { registry } from "@web/core/registry";

const record = (name) =>
    `.o_data_row:contains(${name}) .o_data_cell[name=name], .o_kanban_record:contains(${name})`;
const open = (name) => ({
    content: `${name} is open`,
    trigger: `.o_form_view .o_field_widget[name=name]:contains(${name}), .o_form_view .o_field_widget[name=name] textarea:value(${name})`,
});
const press = [
    {
        isActive: ["mobile"],
        content: "What else can be done",
        trigger: ".o_form_view .o_statusbar_buttons .dropdown-toggle, .o_form_view .o_statusbar_buttons button.o_directive_accept_next",
        run(helpers) {
            if (!this.anchor.classList.contains("o_directive_accept_next")) {
                helpers.click();
            }
        },
    },
    { content: "Accept, and on", trigger: "button.o_directive_accept_next", run: "click" },
];

registry.category("web_tour.tours").add("directive_accept_next", {
    steps: () => [
        { content: "Open the first", trigger: record("Kết quả một"), run: "click" },
        open("Kết quả một"),
        ...press,
        open("Kết quả ba"), // the second does not wait for acceptance
        ...press,
        { content: "The last one leads back to the list", trigger: ".o_list_view, .o_kanban_view" },
    ],
});
