import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { HomeNumber, sectionProps } from "./home_number";

const SIGNS = {
    danger: "fa-times-circle",
    warning: "fa-exclamation-triangle",
    success: "fa-check-circle",
};
const SAID = {
    danger: _t("Serious"),
    warning: _t("Take note"),
    success: _t("All right"),
};

/** Lines of words, each with what it is about and how it stands. */
export class HomeLines extends Component {
    static template = "directive_tracking.HomeLines";
    static components = { HomeNumber };
    static props = sectionProps;

    signOf(line) {
        return SIGNS[line.tone];
    }

    /** The sign in words, for those who hear the page. */
    saidOf(line) {
        return SAID[line.tone].toString();
    }
}
