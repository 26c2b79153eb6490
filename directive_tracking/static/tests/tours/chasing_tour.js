import { registry } from "@web/core/registry";
import { inState } from "./by_name";

const TASK = "Công việc quá hạn của chuyến thử";
const record = (words) => `.o_data_row:contains(${words}) .o_data_cell:eq(1), .o_kanban_record:contains(${words})`;
/** On a telephone all but the first step of a header are behind one button. */
const more = { isActive: ["mobile"], content: "More steps", trigger: ".o_statusbar_buttons_dropdown, .o_statusbar_buttons .dropdown-toggle", run: "click" };

registry.category("web_tour.tours").add("directive_chase", {
    steps: () => [
        { content: "Open the proposal of the rule", trigger: record("Department A"), run: "click" },
        { content: "It says that a rule has written it", trigger: ".alert-info" },
        { content: "The task stands in it", trigger: `.o_field_widget[name=line_ids]:contains(${TASK})` },
        { content: "Issue it", trigger: "button[name=action_issue].btn-primary", run: "click" },
        { content: "Yes, now", trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "It has a number", trigger: ".oe_title .o_field_widget[name=display_name]:contains(/)" },
        { content: "It is issued", trigger: inState("issued") },
    ],
});

registry.category("web_tour.tours").add("directive_chase_read", {
    steps: () => [
        { content: "Open the document", trigger: record("/"), run: "click" },
        { content: "Our task stands in it", trigger: `.o_form_view .o_field_widget[name=line_ids]:contains(${TASK})` },
        { content: "Acknowledge it", trigger: "button[name=action_acknowledge]", run: "click" },
        { content: "It is acknowledged", trigger: ".o_form_view:not(:has(button[name=action_acknowledge]))" },
    ],
});

registry.category("web_tour.tours").add("directive_ask_explanation", {
    steps: () => [
        more,
        { content: "Ask why", trigger: "button[name=action_request_explanation]", run: "click" },
        { content: "The question", trigger: ".modal .o_field_widget[name=note] textarea", run: "edit Vì sao chậm?" },
        { content: "The day to answer by is there", trigger: ".modal .o_field_widget[name=date_deadline]" },
        { content: "Ask", trigger: ".modal button[name=action_decide]", run: "click" },
        { content: "It is done", trigger: "body:not(:has(.modal))" },
        { content: "Open the page", trigger: ".o_notebook .nav-link[name=chasing]", run: "click" },
        { content: "The question stands on the task", trigger: ".o_field_widget[name=explanation_ids]:contains(Vì sao chậm?)" },
    ],
});

registry.category("web_tour.tours").add("directive_explain", {
    steps: () => [
        { content: "Answer the leadership", trigger: ".alert-warning:contains(Vì sao chậm?) button[name=action_answer_explanation]", run: "click" },
        { content: "The explanation", trigger: ".modal .o_field_widget[name=text] textarea", run: "edit Mưa lũ kéo dài" },
        { content: "Send it", trigger: ".modal button[name=action_answer]", run: "click" },
        { content: "Nothing is asked any more", trigger: ".o_form_view:not(:has(button[name=action_answer_explanation]))" },
        { content: "Open the page", trigger: ".o_notebook .nav-link[name=chasing]", run: "click" },
        { content: "The answer stands on the task", trigger: ".o_field_widget[name=explanation_ids]:contains(Mưa lũ kéo dài)" },
    ],
});
