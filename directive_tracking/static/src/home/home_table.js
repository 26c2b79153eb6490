import { Component, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { HomeNumber, sectionProps } from "./home_number";

const SHOWN_AT_FIRST = 10;

/** Rows with a number in each column; a press on the head of a column sorts by it. */
export class HomeTable extends Component {
    static template = "directive_tracking.HomeTable";
    static components = { HomeNumber };
    static props = sectionProps;

    setup() {
        this.state = useState({ sorted: this.props.section.sorted, isUp: false, isWhole: false });
        onWillUpdateProps(({ section }) => {
            if (section.tab !== this.props.section.tab) {
                Object.assign(this.state, { sorted: section.sorted, isUp: false, isWhole: false });
            }
        });
    }

    get rows() {
        const { columns, rows } = this.props.section;
        const place = columns.findIndex((column) => column.name === this.state.sorted);
        const sign = this.state.isUp ? 1 : -1;
        const sorted = [...rows].sort(
            (one, other) =>
                sign * this.compare(one, other, place) || one.label.localeCompare(other.label)
        );
        return this.state.isWhole ? sorted : sorted.slice(0, SHOWN_AT_FIRST);
    }

    compare(one, other, place) {
        if (place < 0) {
            return one.label.localeCompare(other.label);
        }
        const value = (row) => row.cells[place].sort ?? row.cells[place].number ?? -1;
        return value(one) - value(other);
    }

    get moreWords() {
        return _t("Show all %s", this.props.section.rows.length);
    }

    /** Shares of few tasks are not put in order by themselves: such a column is fixed. */
    sortBy(name, isUp) {
        const { sorted } = this.state;
        if (this.props.section.columns.some((column) => column.fixed && column.name === name)) {
            return;
        }
        this.state.isUp = name === sorted ? !this.state.isUp : isUp;
        this.state.sorted = name;
    }

    signOf(name) {
        return name !== this.state.sorted ? "" : this.state.isUp ? "fa-caret-up" : "fa-caret-down";
    }

    orderOf(name) {
        return name !== this.state.sorted ? "none" : this.state.isUp ? "ascending" : "descending";
    }
}
