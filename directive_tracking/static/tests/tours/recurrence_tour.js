import { registry } from "@web/core/registry";
import { inState } from "./by_name";

const tours = registry.category("web_tour.tours");

tours.add("directive_record_event", {
    steps: () => [
        { content: "It says what it waits for", trigger: ".o_form_view .alert:contains(sau khi được phê duyệt)" },
        { content: "The event has happened", trigger: ".o_form_view button[name=action_record_event]", run: "click" },
        { content: "Say how it is known", trigger: ".modal .o_field_widget[name=evidence] input", run: "edit 9/QĐ-TTg" },
        { content: "Record it", trigger: ".modal button[name=action_record]", run: "click" },
        { content: "It waits no more", trigger: "body:not(:has(.modal)) .o_form_view .o_field_widget[name=event_date]" },
    ],
});

tours.add("directive_pause_series", {
    steps: () => [
        { content: "Open the periodic task", trigger: ".o_data_row:contains(Báo cáo tháng) .o_data_cell[name=name], .o_kanban_record:contains(Báo cáo tháng)", run: "click" },
        { content: "Its first occurrence is there", trigger: ".o_form_view .o_field_widget[name=occurrence_ids] :is(.o_data_row, .o_kanban_record)" },
        { isActive: ["mobile"], content: "More steps", trigger: ".o_statusbar_buttons_dropdown, .o_statusbar_buttons .dropdown-toggle", run: "click" },
        { content: "Pause it", trigger: "button[name=action_pause]", run: "click" },
        { content: "Give the reason", trigger: ".modal .o_field_widget[name=note] textarea", run: "edit Theo văn bản 5" },
        { content: "Confirm", trigger: ".modal button[name=action_take]", run: "click" },
        { content: "It can be resumed", trigger: "body:not(:has(.modal)) .o_form_view button[name=action_resume]" },
    ],
});

tours.add("directive_question_deadline", {
    steps: () => [
        { content: "The day is questioned", trigger: ".o_form_view .alert-warning .o_field_widget[name=deadline_doubts]" },
        { content: "The directive is issued all the same", trigger: ".o_form_view button[name=action_assign]", run: "click" },
        { content: "It is assigned", trigger: inState("assigned") },
    ],
});
