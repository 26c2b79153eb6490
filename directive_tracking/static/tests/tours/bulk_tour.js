import { registry } from "@web/core/registry";
import { pressAction } from "./by_name";

const desk = { isActive: ["desktop"] };
const phone = { isActive: ["mobile"] };
/** On a telephone a long touch selects a card; with a mouse it is a click with Alt. */
const touchLong = ({ anchor }) => anchor.dispatchEvent(new MouseEvent("click", { bubbles: true, altKey: true }));
const card = (words) => ({ ...phone, content: `Select ${words}`, trigger: `.o_kanban_record:contains(${words})`, run: touchLong });

registry.category("web_tour.tours").add("directive_bulk", {
    steps: () => [
        { ...desk, content: "Select all", trigger: ".o_list_view thead .o_list_record_selector input", run: "click" },
        card("Kết quả thứ nhất"),
        card("Kết quả thứ hai"),
        card("Việc chưa báo cáo"),
        { ...desk, content: "What can be done", trigger: ".o_cp_action_menus button:has(.fa-cog)", run: "click" },
        { ...phone, content: "What can be done", trigger: ".o_cp_action_menus button:visible", run: "click" },
        pressAction("directive_tracking.directive_task_action_bulk"),
        { content: "Three are selected", trigger: ".modal .alert-info:contains(3)" },
        { content: "Accept them", trigger: ".modal .o_field_widget[name=step] input[data-value=accept]", run: "click" },
        { content: "Two can be done, and why not the third", trigger: ".modal .alert-warning:contains(Việc chưa báo cáo)" },
        { content: "All or nothing", trigger: ".modal .o_field_widget[name=mode] input[data-value=together]", run: "click" },
        { content: "Then nothing is done", trigger: ".modal .alert-danger" },
        { content: "There is nothing to start", trigger: ".modal:not(:has(button[name=action_start]))" },
        { content: "What can be done", trigger: ".modal .o_field_widget[name=mode] input[data-value=each]", run: "click" },
        { content: "Start", trigger: ".modal button[name=action_start]", run: "click" },
        { content: "What became of them", trigger: ".o_form_view .o_field_widget[name=refused_line_ids]:contains(Việc chưa báo cáo)" },
        { content: "It is over", trigger: ".o_form_view .o_field_widget[name=percent]:contains(100)" },
        { content: "Open the refused one", trigger: "button[name=action_open_refused]:visible", run: "click" },
        { content: "It alone is shown", trigger: ".o_data_row:contains(Việc chưa báo cáo):only-of-type, .o_kanban_record:contains(Việc chưa báo cáo)" },
    ],
});
