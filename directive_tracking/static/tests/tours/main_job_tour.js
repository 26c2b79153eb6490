import { registry } from "@web/core/registry";
import { inState } from "./by_name";
import { inputFiles } from "@web/../tests/utils";

const APPENDIX = `Kế hoạch số 77/KH-UBND ngày 05/01/2026
STT;Nội dung nhiệm vụ;Cơ quan chủ trì;Cơ quan phối hợp;Thời hạn hoàn thành
1;Lập báo cáo của chuyến thử;Department A;Department B;30/12/2030
`;
const TASK = "Lập báo cáo của chuyến thử";

// A record is a row of a list at a desk and a card on a telephone.
const record = `.o_data_row:contains(${TASK}) .o_data_cell[name=name], .o_kanban_record:contains(${TASK})`;

/** Find a task as a person does: by its words at a desk, among the cards on a telephone. */
function openTask() {
    const desk = { isActive: ["desktop"] };
    return [
        { ...desk, content: "Type what it is about", trigger: ".o_searchview_input", run: `edit ${TASK}` },
        { ...desk, content: "Search", trigger: ".o_searchview_autocomplete .o-dropdown-item:first", run: "click" },
        { content: "Open the task", trigger: record, run: "click" },
        { content: "The form is open", trigger: ".o_form_view .o_field_widget[name=name]" },
    ];
}

/** Press the next step, which the form shows as its main button. */
function press(method) {
    return { content: method, trigger: `.o_form_view button[name=${method}].btn-primary`, run: "click" };
}

registry.category("web_tour.tours").add("directive_import_appendix", {
    steps: () => [
        {
            content: "Choose the file",
            trigger: ".o_directive_import .o_field_widget[name=file]",
            async run() {
                const file = new File([APPENDIX], "phu-luc.csv", { type: "text/csv" });
                await inputFiles(".o_directive_import .o_field_widget[name=file] input[type=file]", [file]);
            },
        },
        {
            content: "The file is there",
            trigger: ".o_directive_import .o_field_widget[name=file]:contains(phu-luc.csv), .o_directive_import .o_field_widget[name=file] input[value='phu-luc.csv'], .o_directive_import .o_field_widget[name=file] .o_clear_file_button",
        },
        { content: "Read it", trigger: "button[name=action_read].btn-primary", run: "click" },
        { content: "The row is shown as it will be created", trigger: `.o_directive_import:contains(Department A) .o_field_widget[name=line_ids]:contains(${TASK})` },
        { content: "Say what it is about", trigger: ".o_field_widget[name=subject] textarea, .o_field_widget[name=subject] input", run: "edit Kế hoạch của chuyến thử" },
        { content: "Say which number it has", trigger: ".o_field_widget[name=number] input", run: "edit 12/QĐ-UBND" },
        { content: "Open the day of issue", trigger: ".o_field_widget[name=date_issued] input, .o_field_widget[name=date_issued] button", run: "click" },
        { content: "Say when it was issued", trigger: ".o_field_widget[name=date_issued] input", run: "edit 05/01/2026" },
        { content: "Create the directive", trigger: "button[name=action_confirm]", run: "click" },
        { content: "Issue it to the agencies", trigger: ".o_form_view button[name=action_issue]", run: "click" },
        { content: "Read what goes out", trigger: ".modal .o_field_widget[name=task_count]:contains(1)" },
        { content: "Confirm it", trigger: ".modal button[name=action_confirm]", run: "click" },
        { content: "It is issued", trigger: inState("issued") },
    ],
});

registry.category("web_tour.tours").add("directive_receive_and_report", {
    steps: () => [
        ...openTask(),
        press("action_receive"),
        { content: "It is in progress", trigger: inState("in_progress") },
        press("action_report_completion"),
        { content: "Say what was done", trigger: ".modal .o_field_widget[name=content] textarea", run: "edit Đã hoàn thành, có báo cáo kèm theo" },
        { content: "Say why no document shows it", trigger: ".modal .o_field_widget[name=no_result_reason] input", run: "edit Đã thực hiện tại chỗ" },
        { content: "Send the report", trigger: ".modal button[name=action_report]", run: "click" },
        { content: "It awaits acceptance", trigger: inState("reported") },
    ],
});

registry.category("web_tour.tours").add("directive_return", {
    steps: () => [
        ...openTask(),
        { isActive: ["mobile"], content: "More steps", trigger: ".o_statusbar_buttons_dropdown, .o_statusbar_buttons .dropdown-toggle", run: "click" },
        { content: "Return it", trigger: "button[name=action_return]", run: "click" },
        { content: "Give a reason", trigger: ".modal .o_field_widget[name=note] textarea", run: "edit Thiếu phụ lục số liệu" },
        { content: "Return", trigger: ".modal button[name=action_decide]", run: "click" },
        { content: "It is in progress again", trigger: inState("in_progress") },
    ],
});

registry.category("web_tour.tours").add("directive_accept", {
    steps: () => [
        ...openTask(),
        press("action_accept"),
        { content: "It is done", trigger: inState("done") },
    ],
});
