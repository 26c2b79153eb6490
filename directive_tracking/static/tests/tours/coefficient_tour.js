import { registry } from "@web/core/registry";
import { inState, rarerStep } from "./by_name";

registry.category("web_tour.tours").add("directive_star_and_coefficient", {
    steps: () => [
        { content: "The task is open", trigger: inState("in_progress") },
        {
            content: "Give it a star",
            trigger: ".o_form_view button[name=action_toggle_star].text-muted",
            run: "click",
        },
        { content: "It has one", trigger: ".o_form_view button[name=action_toggle_star].text-warning" },
        { content: "More steps", trigger: ".o_form_view .o_cp_action_menus button", run: "click" },
        { content: "Correct it", trigger: rarerStep("action_correct"), run: "click" },
        {
            content: "It counts twice and a half",
            trigger: ".modal .o_field_widget[name=coefficient] input",
            run: "edit 2.5",
        },
        {
            content: "Why",
            trigger: ".modal .o_field_widget[name=note] textarea",
            run: "edit Weighs more by order 12",
        },
        {
            content: "Correct",
            trigger: ".modal footer button[name=action_correct]:not(.d-none)",
            run: "click",
        },
        {
            content: "The task shows how much it counts",
            trigger: ".o_form_view .o_field_widget[name=coefficient]:contains(2.50)",
        },
    ],
});
