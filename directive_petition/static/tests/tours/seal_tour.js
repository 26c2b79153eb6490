import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("directive_petition_seal_right", {
    steps: () => [
        { content: "The seal", trigger: ".o_notebook .nav-link[name=seal]", run: "click" },
        { content: "A right for somebody", trigger: "button[name=action_give_seal]", run: "click" },
        { content: "For whom", trigger: ".modal .o_field_widget[name=user_id] input", run: "click" },
        {
            isActive: ["desktop"],
            content: "Type the name",
            trigger: ".modal .o_field_widget[name=user_id] input",
            run: "edit test_manager",
        },
        {
            isActive: ["desktop"],
            content: "The manager",
            trigger: ".o-autocomplete--dropdown-item:contains(test_manager)",
            run: "click",
        },
        {
            isActive: ["mobile"],
            content: "The manager is among the cards",
            trigger: ".modal .o_kanban_record:contains(test_manager), .modal .o_data_row:contains(test_manager)",
            run: "click",
        },
        {
            content: "For a reason",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit Xác minh nội dung",
        },
        { content: "Give it", trigger: ".modal button[name=action_give]", run: "click" },
        { content: "It is given", trigger: "body:not(:has(.modal))" },
        {
            content: "It stands at the matter",
            trigger: ".o_field_widget[name=seal_grant_ids]:contains(test_manager)",
        },
    ],
});

registry.category("web_tour.tours").add("directive_petition_seal_readings", {
    steps: () => [
        {
            content: "Who has read, and why",
            trigger: ".o_action_manager:contains(Viết thư mời):contains(test_manager)",
        },
    ],
});

registry.category("web_tour.tours").add("directive_petition_seal_others", {
    steps: () => [
        { content: "Its people", trigger: ".o_form_view .o_field_widget[name=person_ids]:contains(1)" },
        {
            content: "Nobody's name",
            trigger: ".o_form_view:not(:contains(Vỉnh Hà))",
        },
        {
            content: "The redacted copy",
            trigger: ".o_notebook .nav-link[name=papers]",
            run: "click",
        },
        { content: "It is there", trigger: ".o_field_widget[name=paper_ids]:contains(Bản đã che)" },
    ],
});
