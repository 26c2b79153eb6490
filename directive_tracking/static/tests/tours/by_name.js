import { rpc } from "@web/core/network/rpc";

// Steps find things by their technical names, so that a text can be reworded without a tour knowing.

/** The state that a form shows; on a telephone its arrows are there, but hidden. */
export const inState = (state) => `.o_form_view:has(.o_statusbar_status [data-value=${state}].o_arrow_button_current)`;

/** A rarer step of a form, which stands in the cog menu. */
export const rarerStep = (name) => `.o-dropdown--menu .o_menu_item.o_directive_more_${name}`;

/** Press the entry of the cog menu that stands for an action: Odoo shows nothing of it but its label. */
export const pressAction = (action) => ({
    content: action,
    trigger: ".o-dropdown--menu .o_menu_item",
    async run({ click }) {
        const { name } = await rpc("/web/action/load", { action_id: action });
        await click(`.o-dropdown--menu .o_menu_item:contains(${name})`);
    },
});

/** Choose a value of a selection in the menu that is open: of it, too, only the label is shown. */
export const pressValue = (model, field, value) => ({
    content: value,
    trigger: "body .o_select_menu_item", // on a telephone it lies over the form, in no dialog
    async run({ click }) {
        const params = { model, method: "fields_get", args: [[field], ["selection"]], kwargs: {} };
        const found = await rpc(`/web/dataset/call_kw/${model}/fields_get`, params);
        await click(`.o_select_menu_item:contains(${Object.fromEntries(found[field].selection)[value]})`);
    },
});
