import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { onMounted, onWillUnmount } from "@odoo/owl";

const REFRESH_EVERY = 2000;

/** The form of a step on many tasks: while it runs, its progress moves by itself. */
class BulkFormController extends FormController {
    setup() {
        super.setup();
        let timer;
        onMounted(() => {
            timer = browser.setInterval(() => this.follow(), REFRESH_EVERY);
        });
        onWillUnmount(() => browser.clearInterval(timer));
    }

    async follow() {
        if (!document.hidden && this.model.root.data.state === "running") {
            await this.model.root.load();
        }
    }
}

registry.category("views").add("directive_bulk_form", { ...formView, Controller: BulkFormController });
