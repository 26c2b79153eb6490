import { registry } from "@web/core/registry";
import { inState, pressAction, rarerStep } from "./by_name";

const pending = ".alert[name=pending_request]";

const openActions = { content: "Open the actions", trigger: ".o_form_view .o_cp_action_menus button, .o_cp_action_menus .dropdown-toggle", run: "click" };

registry.category("web_tour.tours").add("directive_ask_for_time", {
    steps: () => [
        { isActive: ["mobile"], content: "More steps", trigger: ".o_statusbar_buttons_dropdown, .o_statusbar_buttons .dropdown-toggle", run: "click" },
        { content: "Ask for more time", trigger: "button.o_directive_ask_for_time", run: "click" },
        { content: "The original deadline stands beside the current one", trigger: ".modal .o_field_widget[name=date_deadline_original]" },
        { content: "Say why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit Mưa lũ kéo dài" },
        { content: "Open the calendar", trigger: ".modal .o_field_widget[name=proposed_deadline] input, .modal .o_field_widget[name=proposed_deadline] button", run: "click" },
        { content: "Propose a day", trigger: ".modal .o_field_widget[name=proposed_deadline] input", run: "edit 12/12/2031" },
        { content: "Send it", trigger: ".modal button[name=action_request]", run: "click" },
        { content: "It waits for the Office", trigger: pending },
    ],
});

registry.category("web_tour.tours").add("directive_grant_time", {
    steps: () => [
        { content: "The day they propose", trigger: ".o_field_widget[name=proposed_deadline]:contains(2031)" },
        { content: "The original deadline is still there", trigger: ".o_field_widget[name=date_deadline_original]" },
        { content: "Approve", trigger: "button[name=action_approve].btn-primary", run: "click" },
        { content: "It is approved", trigger: inState("approved") },
    ],
});

registry.category("web_tour.tours").add("directive_ask_to_return", {
    steps: () => [
        openActions,
        pressAction("directive_tracking.directive_task_request_ask_action"),
        { content: "Say what is asked for", trigger: ".modal .o_field_widget[name=kind] input[data-value=return]", run: "click" },
        { content: "It is not ours", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit Không thuộc chức năng của cơ quan" },
        { content: "Send it", trigger: ".modal button[name=action_request]", run: "click" },
        { content: "It waits for the Office", trigger: pending },
    ],
});

registry.category("web_tour.tours").add("directive_take_back", {
    steps: () => [
        { content: "Approve", trigger: "button[name=action_approve].btn-primary", run: "click" },
        { content: "The form asks what becomes of the task", trigger: ".modal .o_field_widget[name=outcome] input[data-value=revoke]", run: "click" },
        { content: "Say why", trigger: ".modal .o_field_widget[name=note] textarea", run: "edit Đồng ý" },
        { content: "Decide", trigger: ".modal button[name=action_decide]", run: "click" },
        { content: "It is approved", trigger: inState("approved") },
    ],
});

registry.category("web_tour.tours").add("directive_give_away", {
    steps: () => [
        openActions,
        { content: "Give it to another agency", trigger: rarerStep("action_transfer"), run: "click" },
        { content: "To whom", trigger: ".modal .o_field_widget[name=agency_id]" },
        { content: "Say why", trigger: ".modal .o_field_widget[name=note] textarea", run: "edit Đúng địa bàn của xã" },
        { content: "Give it", trigger: ".modal button[name=action_grant]", run: "click" },
        { content: "The new agency has to receive it", trigger: inState("assigned") },
        { content: "It leads the task", trigger: ".o_field_widget[name=lead_agency_id]:contains(Commune X)" },
    ],
});

registry.category("web_tour.tours").add("directive_read_former", {
    steps: () => [
        { content: "Open the copy", trigger: ".o_data_row .o_data_cell[name=name], .o_kanban_record", run: "click" },
        { content: "It says that another agency leads", trigger: ".alert[name=led_by_another]" },
        { content: "What was reported is there", trigger: ".o_field_widget[name=line_ids]:contains(Đã làm một nửa)" },
        { content: "What came later is not", trigger: ".o_form_view:not(:contains(Việc riêng của xã))" },
    ],
});
