import { registry } from "@web/core/registry";
import { inState } from "./by_name";

const REPORT = "Báo cáo của chuyến thử";
const record = (words) => `.o_data_row:contains(${words}) .o_data_cell:eq(0), .o_kanban_record:contains(${words})`;
const row = (question) => `.o_directive_questions .o_data_row:contains(${question})`;

registry.category("web_tour.tours").add("directive_inquiry_ask", {
    steps: () => [
        { content: "Open the draft", trigger: record(REPORT), run: "click" },
        { content: "It says what its agencies have got this week", trigger: ".o_field_widget[name=load_text] span:not(:empty)" },
        { content: "Ask the agencies", trigger: "button[name=action_issue]", run: "click" },
        { content: "They are asked", trigger: inState("running") },
    ],
});

registry.category("web_tour.tours").add("directive_inquiry_answer", {
    steps: () => [
        { content: "Open the report", trigger: record(REPORT), run: "click" },
        { content: "How many", trigger: `${row("Houses")} td[name=value] input`, run: "edit 1.234,5" },
        { content: "Remark", trigger: `${row("Houses")} td[name=comment] input`, run: "edit Ước tính" },
        { content: "Yes", trigger: `${row("Safe")} select`, run: "select yes" },
        { content: "Save", trigger: ".o_form_button_save", run: "click" },
        { content: "It is read as a number", trigger: `${row("Houses")} td[name=value] input:value("1234,5")` },
        { content: "Submit", trigger: "button[name=action_submit]", run: "click" },
        { content: "Yes, now", trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "It is submitted", trigger: inState("submitted") },
        { content: "It stays as it is", trigger: `${row("Houses")}:contains(1.234,5 houses):not(:has(input))` },
    ],
});

registry.category("web_tour.tours").add("directive_inquiry_chase", {
    steps: () => [
        { content: "One of two is missing", trigger: ".o_form_view button[name=action_chase]" },
        { content: "Chase", trigger: "button[name=action_chase]", run: "click" },
        { content: "It says whom it has told", trigger: ".o_notification:visible" },
    ],
});
