import { registry } from "@web/core/registry";

const page = (name) => `.o_notebook .nav-link[name=${name}]`;
// A row of a list at a desk, a card on a telephone.
const within = (list, words, what = "") =>
    [".o_data_row", ".o_kanban_record"].map((row) => `${list} ${row}:contains(${words}) ${what}`).join(", ");
const part = (words, what) => within(".o_field_widget[name=coordination_ids]", words, what);
const field = (name) => `.modal .o_field_widget[name=${name}]`;

registry.category("web_tour.tours").add("directive_lead_asks_coordinators", {
    steps: () => [
        { content: "Contribution of each coordinating agency", trigger: page("coordination"), run: "click" },
        { content: "Say what B does", trigger: part("Department B", "button[name=action_open_duty]"), run: "click" },
        { trigger: `${field("duty")} textarea`, run: "edit Count the flooded houses" },
        { trigger: ".modal button[name=action_set]:visible", run: "click" },
        { content: "It stands there", trigger: part("Count the flooded houses") },
        { content: "Ask for an opinion", trigger: "button[name=action_open_question]:visible", run: "click" },
        { content: "Question asked", trigger: `${field("question")} textarea`, run: "edit Is the list complete?" },
        { trigger: ".modal button[name=action_ask]", run: "click" },
        { content: "It is asked", trigger: ".o_field_widget[name=opinion_ids]:contains(Is the list complete?)" },
    ],
});

registry.category("web_tour.tours").add("directive_coordinator_answers", {
    steps: () => [
        { content: "The question", trigger: within(".o_content", "Is the list complete?", "button[name=action_open_answer]"), run: "click" },
        { trigger: `${field("answer")} input[data-value=remarks]`, run: "click" },
        { trigger: `${field("answer_text")} textarea`, run: "edit Two hamlets are missing" },
        { trigger: ".modal button[name=action_answer]", run: "click" },
        { content: "Nothing is asked any more", trigger: ".o_view_nocontent" },
    ],
});
