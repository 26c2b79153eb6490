import { registry } from "@web/core/registry";

const section = (name) => `.o_directive_home_section[data-section=${name}]`;
const back = { content: "Back to the page", trigger: ".breadcrumb-item:first a, .o_back_button", run: "click" };
const task = (name) => `.o_data_row:contains(${name}), .o_kanban_record:contains(${name})`;
const LATE = "Quá hạn của chuyến thử";
const IN_TERM = "Trong hạn của chuyến thử";

registry.category("web_tour.tours").add("directive_home_leader", {
    steps: () => [
        { content: "The icon opens the page", trigger: section("glance") },
        { content: "What is overdue", trigger: `${section("glance")} [data-number=overdue]:contains(1)`, run: "click" },
        { content: "The one task", trigger: task(LATE) },
        { content: "No other", trigger: `.o_content:not(:contains(${IN_TERM}))` },
        back,
        { content: "The whole year", trigger: `${section("glance")} [data-period=year]`, run: "click" },
        { content: "It is shown", trigger: `${section("glance")} [data-period=year].active` },
        { content: "By field of work", trigger: `${section("rows")} [data-tab=field]`, run: "click" },
        { content: "It is shown", trigger: `${section("rows")} [data-tab=field].active` },
        { content: "Sort by another column", trigger: `${section("rows")} thead th:eq(2)`, run: "click" },
        { content: "The months", trigger: `${section("trend")} canvas` },
        { content: "All is seen", trigger: `${section("changes")} .o_directive_home_seen`, run: "click" },
        { content: "Nothing is new", trigger: `${section("changes")}:not(:has(.text-danger))` },
    ],
});

registry.category("web_tour.tours").add("directive_home_agency", {
    steps: () => [
        { content: "What is overdue", trigger: `${section("agency_now")} [data-number=overdue]:contains(1)`, run: "click" },
        { content: "The one task", trigger: task(LATE) },
        back,
        { content: "No opinion is asked", trigger: `${section("agency_now")} [data-number=opinions]:contains(0)`, run: "click" },
        { content: "The empty list says so in words", trigger: ".o_view_nocontent_smiling_face:not(:empty):not(:contains(<))" },
        back,
        { content: "How we stand", trigger: `${section("standing")} [data-number=open_overdue]:contains(1)`, run: "click" },
        { content: "The one task", trigger: task(LATE) },
    ],
});
