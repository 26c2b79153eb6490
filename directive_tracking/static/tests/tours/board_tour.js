import { browser } from "@web/core/browser/browser";
import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";

// REFRESH_EVERY of the board, which pages without the web client do not load; in tours it comes sooner.
const EVERY = 15000;
const SOONER = 4000;
const { setInterval } = browser;
browser.setInterval = (act, delay) => setInterval(act, delay === EVERY ? SOONER : delay);

// Longer than the board takes to bring itself up to date.
const BY_ITSELF = 25000;

// A row of a list at a desk, a card on a telephone.
const row = (words) => `.o_data_row:contains(${words}), .o_kanban_record:contains(${words})`;
const button = (words, name) =>
    `.o_data_row:contains(${words}) button[name=${name}]:enabled, .o_kanban_record:contains(${words}) button[name=${name}]:enabled`;
const desk = { isActive: ["desktop"] };

function call(model, method, args) {
    const params = { model, method, args, kwargs: {} };
    return rpc(`/web/dataset/call_kw/${model}/${method}`, params);
}

/** A colleague reaches somebody by telephone, at another screen. */
async function colleagueReaches(agency) {
    const model = "directive.acknowledgement.call";
    const domain = [["agency_id.name", "=", agency], ["state", "=", "waiting"]];
    const ids = await call("directive.notice.acknowledgement", "search", [domain]);
    const form = await call(model, "create", [{ acknowledgement_ids: [[6, 0, ids]], note: "They know" }]);
    await call(model, "action_confirm", [[form]]);
}

registry.category("web_tour.tours").add("directive_board", {
    steps: () => [
        { content: "Both agencies are waited for", trigger: row("Department A") },
        { trigger: row("Department B") },
        { content: "Remind one", trigger: button("Department A", "action_remind"), run: "click" },
        { content: "He is reminded", trigger: ".o_notification:has(.bg-success)" },
        { content: "Close the note", trigger: ".o_notification .o_notification_close", run: "click" },
        { ...desk, content: "Choose a row", trigger: ".o_data_row:contains(Department A) .o_list_record_selector input", run: "click" },
        {
            content: "A colleague reaches the other",
            trigger: row("Department B"),
            run: () => colleagueReaches("Department B"),
        },
        {
            content: "He leaves the board by himself",
            trigger: ".o_view_controller:not(:contains(Department B)):contains(Department A)",
            timeout: BY_ITSELF,
        },
        { ...desk, content: "The row chosen is still chosen", trigger: ".o_data_row_selected:contains(Department A)" },
        { content: "A second press", trigger: button("Department A", "action_remind"), run: "click" },
        { content: "reminds nobody", trigger: ".o_notification:has(.bg-warning)" },
    ],
});

registry.category("web_tour.tours").add("directive_call_list", {
    steps: () => [
        { content: "A number to press", trigger: `.o_field_widget[name=phone] a[href^="tel:"], td[name=phone] a[href^="tel:"]` },
        { content: "Nobody answers", trigger: button("Department A", "action_no_answer"), run: "click" },
        { content: "That is counted", trigger: ".o_data_row:contains(Department A) td[name=call_count]:contains(1), .o_kanban_record:contains(Department A) .text-warning:contains(1)" },
        { content: "He is reached", trigger: button("Department A", "action_reached"), run: "click" },
        { content: "What he said", trigger: ".modal .o_field_widget[name=note] input", run: "edit He is on his way" },
        { content: "Write it down", trigger: ".modal button[name=action_confirm]", run: "click" },
        { content: "The list is empty", trigger: ".o_view_nocontent" },
    ],
});

registry.category("web_tour.tours").add("directive_say_seen", {
    steps: () => [
        { content: "One press", trigger: ".o_form_view .alert button[name=action_acknowledge]", run: "click" },
        { content: "and it asks no more", trigger: ".o_form_view:not(:has(.alert button[name=action_acknowledge]))" },
    ],
});

registry.category("web_tour.tours").add("directive_say_seen_in_the_list", {
    steps: () => [
        { content: "One press", trigger: "button[name=action_acknowledge]:not(.o_list_buttons *)", run: "click" },
        { content: "Nothing is left", trigger: ".o_view_nocontent" },
    ],
});
