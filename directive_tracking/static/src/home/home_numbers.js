import { Component } from "@odoo/owl";
import { formatInteger } from "@web/views/fields/formatters";
import { sectionProps } from "./home_number";

/** Numbers beside each other, each as a tile to press. */
export class HomeNumbers extends Component {
    static template = "directive_tracking.HomeNumbers";
    static props = sectionProps;

    format(number) {
        return formatInteger(number);
    }
}
