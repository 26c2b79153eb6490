import { registry } from "@web/core/registry";

/** The Office closes the month on the screen and looks at its comparison. */
registry.category("web_tour.tours").add("directive_period_closed", {
    steps: () => [
        {
            content: "Choose a period",
            trigger: "button.o_directive_close_period",
            run: "click",
        },
        {
            content: "Close it",
            trigger: ".modal button[name=action_close]",
            run: "click",
        },
        {
            content: "Open its comparison",
            trigger: ".o_form_view button[name=action_open_comparison]",
            run: "click",
        },
        {
            content: "Agencies stand in bands, with raw numbers",
            trigger: ".o_directive_comparison [data-band=about] .o_directive_standing_raw button",
            run: "click",
        },
        {
            content: "A number opens its tasks",
            trigger: ".o_list_view .o_data_row, .o_kanban_view .o_kanban_record",
        },
    ],
});

/** An agency looks at its score and objects. */
registry.category("web_tour.tours").add("directive_score_objected", {
    steps: () => [
        {
            content: "Object",
            trigger: ".o_form_view button.o_directive_object",
            run: "click",
        },
        {
            content: "Give the reason",
            trigger: ".modal [name=reason] textarea",
            run: "edit Báo cáo gửi đúng hạn",
        },
        {
            content: "Send it",
            trigger: ".modal button[name=action_object]",
            run: "click",
        },
        {
            content: "It waits for the Office",
            trigger: ".o_notebook a[name=objections]",
            run: "click",
        },
        {
            content: "With its reason",
            trigger: ".o_notebook .o_data_row, .o_notebook .o_kanban_record:not(.o_kanban_ghost)",
        },
    ],
});
