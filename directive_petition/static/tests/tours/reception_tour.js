import { registry } from "@web/core/registry";

const inState = (state) => `.o_form_view:has(.o_statusbar_status [data-value=${state}].o_arrow_button_current)`;
const field = (name, tag = "input") => `.o_field_widget[name=${name}] ${tag}`;
const primary = (name) => `.o_statusbar_buttons button[name=${name}].btn-primary`;
const confirm = [
    { content: "Confirm", trigger: ".modal button[name=action_end]", run: "click" },
    { content: "The form is gone", trigger: "body:not(:has(.modal))" },
    { content: "The visit is over", trigger: inState("ended") },
];

registry.category("web_tour.tours").add("directive_petition_desk", {
    steps: () => [
        { content: "Who stands there", trigger: field("visitor_id_number"), run: "edit 010090001234" },
        { content: "Against whom", trigger: field("object_text"), run: "edit UBND xã Y Tý" },
        { content: "They are known", trigger: `${field("visitor_name")}:value(Giàng A Páo)` },
        {
            content: "What for",
            trigger: field("content", "textarea"),
            run: "edit Khiếu nại thu hồi 200 m2 đất trồng lúa ở thôn 3, không bồi thường",
        },
        { content: "Leave the field", trigger: field("visitor_address"), run: "click" },
        { content: "It is in hand already", trigger: primary("action_link"), run: "click" },
        { content: "Proposed", trigger: ".modal .o_field_widget[name=matter_id]" },
        ...confirm,
    ],
});

registry.category("web_tour.tours").add("directive_petition_queue", {
    steps: () => [
        {
            content: "The figures of tasks are not theirs: they go on to their own work",
            trigger: "button.o_directive_home_own_app",
            run: "click",
        },
        {
            content: "Call who waits",
            trigger: ".o_content button[name=action_call]",
            run: "click",
        },
        { content: "They are being received", trigger: inState("talking") },
        { content: "Take the letter in", trigger: primary("action_take_letter"), run: "click" },
        { content: "Nothing more is asked: the visit is over", trigger: inState("ended") },
        { content: "It has a letter", trigger: ".o_field_widget[name=letter_id]:contains(/)" },
    ],
});

registry.category("web_tour.tours").add("directive_petition_not_held", {
    steps: () => [
        {
            content: "The other buttons stand behind three dots on a telephone",
            trigger: "body:has(.o_form_view .o_statusbar_buttons)",
            run: () => document.querySelector(".o_statusbar_buttons .o-dropdown:not(.show)")?.click(),
        },
        { content: "Not held after all", trigger: ".o_petition_not_held:visible", run: "click" },
        { content: "Why", trigger: ".modal .o_field_widget[name=reason] input", run: "edit The wrong day" },
        { content: "Confirm", trigger: ".modal button[name=action_take_back]", run: "click" },
        { content: "The form is gone", trigger: "body:not(:has(.modal))" },
        {
            content: "It is planned again",
            trigger: ".o_form_view:has(.o_statusbar_status [data-value=planned].o_arrow_button_current)",
        },
        { content: "The trail", trigger: ".o_notebook .nav-link[name=trail]", run: "click" },
        { content: "It says why", trigger: ".o_field_widget[name=step_ids]:contains(The wrong day)" },
    ],
});
