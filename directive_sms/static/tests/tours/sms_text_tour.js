import { registry } from "@web/core/registry";

const BODY = ".o_field_widget[name=body] textarea";
const COUNT = ".o_directive_sms_count";

/** The counter follows each keystroke, before anything is saved. */
registry.category("web_tour.tours").add("directive_sms_text_counter", {
    steps: () => [
        { trigger: `${COUNT}:contains("GSM-7")` },
        { trigger: BODY, run: "edit ở {link}" },
        { trigger: `${COUNT} li:contains("GSM-7")` },
        { trigger: `${COUNT} li:contains("UCS-2")` },
        { trigger: BODY, run: `edit ${"work ".repeat(70)}{link} ☎ &` },
        { trigger: `${COUNT} .text-danger` },
        { trigger: `${COUNT} .text-warning:contains("☎")` },
        { trigger: BODY, run: "edit {number}: {link}" },
        { trigger: `${COUNT}:not(:has(.text-danger))` },
        {
            trigger: "body",
            run() {
                const overflow = document.documentElement.scrollWidth - window.innerWidth;
                if (overflow > 1) {
                    console.error(`the page is ${overflow} pixels wider than the screen`);
                }
            },
        },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_status_indicator_buttons.invisible, .o_form_saved" },
    ],
});

/** The same beneath the text of a test message, for the one gateway it goes by. */
registry.category("web_tour.tours").add("directive_sms_test_counter", {
    steps: () => [
        { trigger: "button[name=action_test]", run: "click" },
        { trigger: `.modal ${COUNT}` },
        { trigger: ".modal .o_field_widget[name=text] textarea", run: "edit Chào ☎" },
        { trigger: `.modal ${COUNT}:contains("160")` },
        { trigger: `.modal ${COUNT}:contains("☎")` },
        { trigger: ".modal button[special=cancel], .modal .o_form_button_cancel", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});
