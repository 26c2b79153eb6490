import { Component } from "@odoo/owl";
import { HomeNumber, sectionProps } from "./home_number";

const SIGNS = {
    danger: "fa-times-circle",
    warning: "fa-exclamation-triangle",
    success: "fa-check-circle",
};

/** Lines of words, each with what it is about and how it stands. */
export class HomeLines extends Component {
    static template = "directive_tracking.HomeLines";
    static components = { HomeNumber };
    static props = sectionProps;

    signOf(line) {
        return SIGNS[line.tone];
    }
}
