import { registry } from "@web/core/registry";

// Links to Odoo's publisher, which knows nothing about a province and its accounts, and a
// keyboard hint that Odoo leaves in English (the shortcuts themselves still work).
const NOT_OURS = ["support", "odoo_account", "shortcuts"];

for (const item of NOT_OURS) {
    registry.category("user_menuitems").remove(item);
}
