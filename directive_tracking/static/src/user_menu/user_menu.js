import { registry } from "@web/core/registry";

// What leads out of the house to Odoo's maker, which knows nothing of a province and its accounts,
// and a hint on keys that Odoo leaves in English (the keys themselves work as before).
const NOT_OURS = ["support", "odoo_account", "shortcuts"];

for (const item of NOT_OURS) {
    registry.category("user_menuitems").remove(item);
}
