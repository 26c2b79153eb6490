import { markup } from "@odoo/owl";

/**
 * Open the action that the server answers to a call. Its help for an empty list is HTML of an action
 * of ours: Odoo marks it so where a button asks, not where code does.
 */
export async function openAnswer(service, call) {
    const action = await call;
    return service.doAction(action.help ? { ...action, help: markup(action.help) } : action);
}
