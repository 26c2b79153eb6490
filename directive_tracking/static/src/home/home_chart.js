import { Component, onWillUnmount, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getCustomColor } from "@web/core/colors/colors";
import { formatInteger } from "@web/views/fields/formatters";
import { MEANING } from "../colours/meaning";
import { sectionProps } from "./home_number";

/** Bars over time, each of parts in the colours of their meaning; a part opens what it counts. */
export class HomeChart extends Component {
    static template = "directive_tracking.HomeChart";
    static props = sectionProps;

    setup() {
        this.canvas = useRef("canvas");
        useEffect(
            () => {
                this.draw();
            },
            () => [this.props.section]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    /** The page does not wait for the library. */
    async draw() {
        await loadBundle("web.chartjs_lib");
        this.chart?.destroy();
        if (this.canvas.el) {
            this.chart = new Chart(this.canvas.el, this.configuration);
        }
    }

    get configuration() {
        const { labels, rows } = this.props.section;
        const ink = getCustomColor(cookie.get("color_scheme"), "#111827", "#e4e4e4");
        const axis = { stacked: true, ticks: { color: ink } };
        return {
            type: "bar",
            data: {
                labels,
                datasets: rows.map((row) => ({
                    label: row.label,
                    data: row.cells.map((cell) => cell.number),
                    backgroundColor: MEANING[row.code],
                })),
            },
            options: {
                animation: false,
                maintainAspectRatio: false,
                onClick: (ev, parts) => this.onClick(parts),
                onHover: (ev, parts) => {
                    ev.native.target.style.cursor = parts.length ? "pointer" : "";
                },
                plugins: { legend: { position: "bottom", labels: { color: ink } } },
                scales: {
                    x: axis,
                    y: {
                        ...axis,
                        ticks: { color: ink, precision: 0, callback: (value) => formatInteger(value) },
                    },
                },
            },
        };
    }

    onClick(parts) {
        if (parts.length) {
            const [{ datasetIndex, index }] = parts;
            this.props.open(this.props.section.rows[datasetIndex].cells[index].opens);
        }
    }
}
