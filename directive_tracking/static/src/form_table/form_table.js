import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { openAnswer } from "../open_action/open_action";
import { Component } from "@odoo/owl";

/** A form filled in: a table at a desk, one card for each row on a telephone. Numbers open what they count. */
export class FormTable extends Component {
    static template = "directive_tracking.FormTable";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get content() {
        return this.props.record.data[this.props.name] || {};
    }

    get isEmpty() {
        return !this.content.rows?.length;
    }

    get isList() {
        return this.content.by === "task";
    }

    /** The captions, row by row. */
    get headRows() {
        const rows = Array.from({ length: this.content.depth }, () => []);
        for (const head of this.content.heads) {
            rows[head.row].push(head);
        }
        return rows;
    }

    /** All rows, the one of all last; on a telephone it comes first. */
    get rows() {
        const { rows, total } = this.content;
        return total ? [...rows, { ...total, isTotal: true }] : rows;
    }

    get cards() {
        const rows = this.rows;
        const total = rows.filter((row) => row.isTotal);
        return [...total, ...rows.filter((row) => !row.isTotal)];
    }

    /** What a card says while it is closed: the first number of a row, or the deadline of a task. */
    firstOf(row) {
        return row.cells.find((cell, place) => this.content.columns[place].number)?.text || "";
    }

    /** What an open card says: cells that hold something. */
    filled(row) {
        return row.cells
            .map((cell, place) => ({ ...cell, column: this.content.columns[place] }))
            .filter((cell) => cell.text && cell.text !== "0");
    }

    async open(code, row) {
        const record = this.props.record;
        if (!(await record.save())) {
            return;
        }
        const args = [[record.resId], code, row.key ?? false, Boolean(row.isTotal)];
        await openAnswer(this.action, this.orm.call(record.resModel, "action_open_cell", args));
    }

    openTask(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "directive.task",
            res_id: row.key,
            views: [[false, "form"]],
        });
    }
}

registry.category("fields").add("directive_form_table", {
    component: FormTable,
    supportedTypes: ["json"],
});
