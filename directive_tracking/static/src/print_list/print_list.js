import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { STATIC_ACTIONS_GROUP_NUMBER } from "@web/search/action_menus/action_menus";

import { Component } from "@odoo/owl";

const OURS = "directive.";
const MOST = 2000; // some 60 sheets; more rows are a file to export

/** Prints every row of the list; the browser alone would print only the loaded page. */
export class PrintList extends Component {
    static template = "directive_tracking.PrintList";
    static components = { DropdownItem };
    static props = {};

    setup() {
        this.notification = useService("notification");
    }

    async print() {
        const wasCut = await this.loadAll(this.env.model.root);
        if (wasCut) {
            this.notification.add(
                _t("The list is long: %s rows are printed. Narrow your search, or export the list.", MOST),
                { type: "warning" }
            );
        }
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        window.print();
    }

    /** Load all rows of the list and of its open groups; tell whether the list was cut. */
    async loadAll(list) {
        if (list.isGrouped) {
            const open = list.groups.filter((group) => !group.isFolded);
            const cut = await Promise.all(open.map((group) => this.loadAll(group.list)));
            return cut.includes(true);
        }
        if (list.count > list.records.length || list.hasLimitedCount) {
            await list.load({ limit: MOST, offset: 0 });
        }
        return list.count > MOST || list.hasLimitedCount;
    }
}

registry.category("cogMenu").add(
    "directive-print-list",
    {
        Component: PrintList,
        groupNumber: STATIC_ACTIONS_GROUP_NUMBER,
        isDisplayed: (env) =>
            env.config.viewType === "list" &&
            env.searchModel.resModel.startsWith(OURS) &&
            !env.model.root.selection.length,
    },
    { sequence: 11 }
);
