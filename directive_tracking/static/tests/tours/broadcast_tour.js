import { registry } from "@web/core/registry";
import { inState } from "./by_name";

const SUBJECT = "Ứng phó bão của chuyến thử";
const card = `.o_kanban_record:contains(${SUBJECT})`;

registry.category("web_tour.tours").add("directive_broadcast_send", {
    steps: () => [
        { content: "Write a new one", trigger: ".o_list_button_add", run: "click" },
        { content: "Its subject", trigger: ".o_field_widget[name=name] textarea", run: `edit ${SUBJECT}` },
        { content: "What has to be done", trigger: ".o_field_widget[name=body] textarea", run: "edit 1. Sơ tán dân trước 17 giờ." },
        { content: "Nobody is chosen yet, so nothing is announced", trigger: ".o_form_view:not(:has(.o_field_widget[name=preview]))" },
        { content: "All communes", trigger: ".o_field_widget[name=to_communes] input", run: "click" },
        { content: "Who will be told is shown", trigger: ".alert-info .o_field_widget[name=preview]:contains(2)" },
        { content: "Each of them by name", trigger: ".o_field_widget[name=preview_agency_ids] .o_data_row:contains(Ward Y)" },
        { content: "Send it", trigger: "button[name=action_send]", run: "click" },
        { content: "Yes, now", trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "It is sent", trigger: inState("sent") },
        { content: "It cannot be changed any more", trigger: ".o_field_widget[name=body].o_readonly_modifier" },
        { content: "Look who was told", trigger: "button[name=action_view_deliveries]", run: "click" },
        { content: "By each way, each of them", trigger: ".o_list_view .o_data_row:contains(test_x)" },
    ],
});

registry.category("web_tour.tours").add("directive_broadcast_seen", {
    steps: () => [
        { content: "It stands out as not seen", trigger: `${card} .o_directive_unseen`, run: "click" },
        { content: "It is read whole", trigger: ".o_form_view .o_field_widget[name=body]:contains(17 giờ)" },
        { content: "Who else was told is not shown", trigger: ".o_form_view:not(:contains(Ward Y))" },
        { content: "Say so", trigger: "button[name=action_seen].btn-primary", run: "click" },
        { content: "It is on record", trigger: ".alert-success .o_field_widget[name=date_seen_by_me]" },
    ],
});
