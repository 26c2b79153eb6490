import { registry } from "@web/core/registry";
import { pressValue } from "./by_name";
import { inputFiles } from "@web/../tests/utils";

const TRACKER = `Số liệu đến ngày 31/12/2025
STT;Nội dung nhiệm vụ;Văn bản giao;Cơ quan chủ trì;Thời hạn;Tình trạng;Kết quả thực hiện
1;Rà soát đất;12/KH-UBND ngày 05/3/2025;Department A;30/4/2025;Đã hoàn thành;BC số 7/BC-STC ngày 02/5/2025
2;Xây chợ;15/TB-UBND ngày 06/3/2025;Department B;30/6/2025;;
`;
const ROW = ".o_field_widget[name=incomplete_line_ids]";
const STATE = ".o_field_widget[name=state]:not(.o_field_statusbar)";

registry.category("web_tour.tours").add("directive_take_over_past_tasks", {
    steps: () => [
        { content: "Add a file", trigger: ".o_field_widget[name=file_ids] .o_field_x2many_list_row_add a", run: "click" },
        {
            content: "Choose the tracker",
            trigger: ".o_field_widget[name=file_ids] .o_field_widget[name=file]",
            async run() {
                const file = new File([TRACKER], "so-2025.csv", { type: "text/csv" });
                await inputFiles(".o_field_widget[name=file_ids] input[type=file]", [file]);
            },
        },
        { content: "It is there", trigger: ".o_field_widget[name=file_ids]:contains(so-2025.csv), .o_field_widget[name=file_ids] .o_field_widget[name=name] input:value(so-2025.csv)" },
        { content: "Read it", trigger: "button[name=action_read]", run: "click" },
        { content: "The rows are counted", trigger: ".o_field_widget[name=account]:contains(2)" },
        { content: "Show what is lacking", trigger: ".alert-danger button[name=action_show]", run: "click" },
        { content: "Only this row is shown", trigger: `${ROW}:contains(Xây chợ):not(:contains(Rà soát đất))` },
        {
            isActive: ["desktop"],
            content: "Open it",
            trigger: `${ROW} .o_list_record_open_form_view`,
            run: "click",
        },
        { isActive: ["mobile"], content: "Open it", trigger: `${ROW} .o_kanban_record:contains(Xây chợ)`, run: "click" },
        { content: "The reason is told", trigger: ".alert-warning .o_field_widget[name=warning]" },
        { content: "Choose the state", trigger: `${STATE} .o_select_menu_toggler`, run: "click" },
        pressValue("directive.history.import.line", "state", "in_progress"),
        { content: "The reason is gone", trigger: "body:not(:has(.alert-warning .o_field_widget[name=warning]))" },
        { isActive: ["desktop"], content: "Back to the rows", trigger: ".o_breadcrumb a:contains(so-2025.csv)", run: "click" },
        { isActive: ["mobile"], content: "Keep it", trigger: ".modal .o_form_button_save", run: "click" },
        { isActive: ["desktop"], content: "Nothing is lacking", trigger: "body:not(:has(.modal)) .o_form_view:not(:has(.alert-danger))" },
        { content: "Load", trigger: "button[name=action_confirm]", run: "click" },
        { content: "Both are tasks", trigger: "body:not(:has(.o_form_view)) .o_data_row:contains(Xây chợ), body:not(:has(.o_form_view)) .o_kanban_record:contains(Xây chợ)" },
    ],
});

registry.category("web_tour.tours").add("directive_undo_past_tasks", {
    steps: () => [
        { content: "Undo", trigger: "button[name=action_undo]", run: "click" },
        { content: "It asks first", trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "It is undone", trigger: ".o_field_widget[name=undone_by_id]" },
    ],
});
