import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";
import { onMounted, onWillUnmount } from "@odoo/owl";

export const REFRESH_EVERY = 15000;

/** The page is hidden or the user is busy: an open dialog, an edited cell, a selection of all. */
function isBusy(root) {
    return (
        document.hidden ||
        document.querySelector(".modal, .o_dialog") ||
        root.editedRecord ||
        root.isDomainSelected
    );
}

/** Reload the rows; selected rows stay selected while they exist. */
async function refresh(model) {
    const root = model.root;
    if (isBusy(root)) {
        return;
    }
    const chosen = new Set(root.selection.map((record) => record.resId));
    await root.load();
    for (const record of root.records) {
        if (chosen.has(record.resId) && !record.selected) {
            record.toggleSelection(true);
        }
    }
}

/** Keep the rows of a view up to date while it is open. */
function useLiveRows(controller) {
    let timer;
    onMounted(() => {
        timer = browser.setInterval(() => refresh(controller.model), REFRESH_EVERY);
    });
    onWillUnmount(() => browser.clearInterval(timer));
}

class LiveListController extends ListController {
    setup() {
        super.setup();
        useLiveRows(this);
    }
}

class LiveKanbanController extends KanbanController {
    setup() {
        super.setup();
        useLiveRows(this);
    }
}

registry.category("views").add("directive_live_list", { ...listView, Controller: LiveListController });
registry.category("views").add("directive_live_kanban", { ...kanbanView, Controller: LiveKanbanController });
