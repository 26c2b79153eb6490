import { Component } from "@odoo/owl";
import { formatInteger } from "@web/views/fields/formatters";
import { MEANING } from "../colours/meaning";
import { sectionProps } from "./home_number";
import { HomeNumbers } from "./home_numbers";

/** Parts of a whole as one bar, with their numbers below it. */
export class HomeBar extends Component {
    static template = "directive_tracking.HomeBar";
    static components = { HomeNumbers };
    static props = sectionProps;

    get total() {
        return this.props.section.rows.reduce((sum, cell) => sum + cell.number, 0);
    }

    get parts() {
        return this.props.section.rows.filter((cell) => cell.number);
    }

    get why() {
        return { rows: this.props.section.why };
    }

    format(number) {
        return formatInteger(number);
    }

    styleOf(cell) {
        return `background-color: ${MEANING[cell.code]}; flex-grow: ${cell.number};`;
    }

    dotOf(cell) {
        return `color: ${MEANING[cell.code]};`;
    }

    shareOf(cell) {
        return this.total ? `${Math.round((100 * cell.number) / this.total)}%` : "";
    }
}
