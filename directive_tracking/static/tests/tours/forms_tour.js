import { registry } from "@web/core/registry";
import { rarerStep } from "./by_name";

const desk = { isActive: ["desktop"] };
const phone = { isActive: ["mobile"] };
const TASK = "Việc của biểu mẫu";

registry.category("web_tour.tours").add("directive_forms", {
    steps: () => [
        { ...desk, content: "Open what the number counts", trigger: ".o_directive_form_table tr:contains(Department A) a[data-cell='1']:contains(1)", run: "click" },
        { ...phone, content: "Open the agency's card", trigger: ".o_directive_form_card:contains(Department A) summary:contains(1)", run: "click" },
        { ...phone, content: "Open what the number counts", trigger: ".o_directive_form_card[open] a[data-cell='1']:contains(1)", run: "click" },
        { content: "It is the task", trigger: `.o_data_row:contains(${TASK}), .o_kanban_record:contains(${TASK})` },
        { ...desk, content: "Back to the form", trigger: ".o_control_panel .breadcrumb-item a", run: "click" },
        { ...phone, content: "Back to the form", trigger: ".o_back_button", run: "click" },
        { content: "The form is there", trigger: ".o_directive_form_table" },
        { content: "What else can be done", trigger: ".o_cp_action_menus button:visible", run: "click" },
        { content: "Make a report of it", trigger: rarerStep("action_report"), run: "click" },
        { content: "It says the figures", trigger: ".o_field_widget[name=text] textarea:value(to be carried out: 1)" },
        { content: "Release it", trigger: "button[name=action_release]:visible", run: "click" },
        { content: "Knowing that it stays", trigger: ".modal .btn-primary", run: "click" },
        { content: "It is released", trigger: ".o_field_widget[name=date_released]:visible" },
    ],
});
