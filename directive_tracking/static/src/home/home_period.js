import { Component } from "@odoo/owl";

/** Buttons that choose a kind of period, and the one before or after. */
export class HomePeriod extends Component {
    static template = "directive_tracking.HomePeriod";
    static props = { periods: Array, choice: Object, choose: Function };
}
