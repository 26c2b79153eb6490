import { registry } from "@web/core/registry";
import { session } from "@web/session";

/** Warns the Office and administrators when reminders and messages do not go out. */
registry.category("services").add("directive_heartbeat", {
    dependencies: ["notification"],
    start(env, { notification }) {
        if (session.directive_warning) {
            notification.add(session.directive_warning, { type: "danger", sticky: true });
        }
    },
});
