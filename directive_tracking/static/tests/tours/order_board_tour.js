import { registry } from "@web/core/registry";

const phone = { isActive: ["mobile"] };
const SILENT = ".o_directive_tile .o_field_widget[name=silent_count]";

registry.category("web_tour.tours").add("directive_order_board", {
    steps: () => [
        { ...phone, content: "The buttons of the order", trigger: ".o-form-buttonbox .o_button_more", run: "click" },
        { content: "The order has a board", trigger: "button[name=action_open_board]", run: "click" },
        { content: "Who is silent", trigger: `${SILENT}:contains(1)` },
        { content: "Chase them", trigger: "button[name=action_chase]:visible", run: "click" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { content: "One was asked", trigger: ".o_notification:contains(1)" },
        { content: "Close the note", trigger: ".o_notification .o_notification_close", run: "click" },
        { content: "Open the list", trigger: SILENT, run: "click" },
        { content: "It is the list counted", trigger: ".o_data_row:contains(Report on the flood), .o_kanban_record:contains(Report on the flood)" },
    ],
});
