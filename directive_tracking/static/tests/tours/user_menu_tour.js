import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("directive_user_menu", {
    steps: () => [
        { content: "Open one's own menu", trigger: ".o_user_menu button", run: "click" },
        {
            content: "One's own choices and the way out are there, and nothing of Odoo's maker",
            trigger: ".o-dropdown--menu [data-menu=logout]",
            run() {
                const items = [...document.querySelectorAll(".o-dropdown--menu [data-menu]")];
                const shown = items.map((item) => item.dataset.menu);
                const foreign = ["documentation", "support", "account", "shortcuts"];
                if (!shown.includes("preferences") || foreign.some((one) => shown.includes(one))) {
                    throw new Error(`The menu shows ${shown}`);
                }
            },
        },
    ],
});
