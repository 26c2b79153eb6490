import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("directive_print_list", {
    steps: () => [
        {
            content: "One page of the list is loaded",
            trigger: ".o_pager_limit:contains(90)",
            run() {
                const rows = document.querySelectorAll(".o_data_row").length;
                if (rows !== 80) {
                    throw new Error(`${rows} rows are loaded, not a page`);
                }
                window.print = () => {
                    const printed = document.querySelectorAll(".o_data_row").length;
                    document.body.dataset.printed = printed;
                };
            },
        },
        { content: "Open the menu of the list", trigger: ".o_cp_action_menus button", run: "click" },
        { content: "Print it", trigger: ".o_directive_print_list", run: "click" },
        { content: "Every row was there", trigger: "body[data-printed='90']" },
    ],
});
