import { registry } from "@web/core/registry";

const NOTICE = [
    "1. Giao Department A chủ trì rà soát các dự án, báo cáo trước ngày 15/12/2030.",
    "2. Cơ bản thống nhất với báo cáo.",
].join("\n");
const record = (words) => `.o_data_row:contains(${words}), .o_kanban_record:contains(${words})`;
const inState = (state) => `.o_form_view:has(.o_statusbar_status [data-value=${state}].o_arrow_button_current)`;

registry.category("web_tour.tours").add("directive_calendar_conclude", {
    steps: () => [
        { content: "To the conclusions", trigger: ".o_notebook .nav-link[name=conclusions]", run: "click" },
        { content: "Read a notice", trigger: "button[name=action_read_conclusions]", run: "click" },
        { content: "Paste it", trigger: ".modal .o_field_widget[name=text] textarea", run: (helpers) => helpers.edit(NOTICE) },
        { content: "Read it", trigger: ".modal button[name=action_read]", run: "click" },
        { content: "Two points", trigger: ".modal .o_field_widget[name=point_count]:contains(2)" },
        { content: "To the points", trigger: ".modal footer .btn-primary:visible", run: "click" },
        { content: "The modal is gone", trigger: "body:not(:has(.modal))" },
        { content: "It knows who leads", trigger: record("Department A") },
        { content: "Assign them", trigger: "button[name=action_issue_conclusions]", run: "click" },
        { content: "Yes", trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "The meeting is concluded", trigger: inState("concluded") },
    ],
});

let held;

registry.category("web_tour.tours").add("directive_calendar_figures", {
    steps: () => [
        {
            content: "Open the meetings held, the second number of the sums",
            trigger: ".o_pivot .o_pivot_cell_value:eq(1)",
            run: ({ anchor }) => {
                held = Number(anchor.textContent);
                anchor.click();
            },
        },
        {
            content: "As many are listed",
            trigger: ".o_list_view .o_data_row",
            run: () => {
                const count = document.querySelectorAll(".o_data_row").length;
                if (!held || count !== held) {
                    throw new Error(`${held} are held, ${count} are listed`);
                }
            },
        },
    ],
});
