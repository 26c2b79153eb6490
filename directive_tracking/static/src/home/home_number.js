import { Component } from "@odoo/owl";
import { formatInteger } from "@web/views/fields/formatters";

/** What every section gets: its content, and what happens when something is pressed. */
export const sectionProps = { section: Object, open: Function, choose: Function };

/** One number; pressed, it opens what it counts. */
export class HomeNumber extends Component {
    static template = "directive_tracking.HomeNumber";
    static props = { cell: Object, open: Function };

    get text() {
        const { number, words } = this.props.cell;
        return words ?? formatInteger(number);
    }

    get tone() {
        const { opens, tone } = this.props.cell;
        return tone ? `text-${tone}` : opens ? "text-primary" : "text-body";
    }
}
