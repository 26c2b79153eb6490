import { loadBundle } from "@web/core/assets";
import { getColor } from "@web/core/colors/colors";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { openAnswer } from "../open_action/open_action";
import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";

const COLORS = { above: "#2e9e5b", about: "#4287c7", below: "#d43f3a", not_enough: "#a9adb8" };
const LIMITS = [
    [1, "#6b7080", []],
    [2, "#6b7080", []],
    [3, "#a9adb8", [6, 4]],
    [4, "#a9adb8", [6, 4]],
];

/** Agencies in four bands with their intervals, and the funnel that shows what chance alone does. */
export class Comparison extends Component {
    static template = "directive_tracking.Comparison";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.canvas = useRef("canvas");
        this.state = useState({ data: null, group: null });
        onWillStart(async () => {
            const { kind, day } = this.props.action.params || {};
            await Promise.all([loadBundle("web.chartjs_lib"), this.load(kind, day)]);
        });
        useEffect(
            () => this.draw(),
            () => [this.state.data, this.state.group]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    async load(kind, day) {
        const data = await this.orm.call("directive.comparison", "standings", [
            kind || false,
            day || false,
        ]);
        const shown = data.groups.filter((group) => group.rows.length);
        const kept = shown.find((group) => group.code === this.state.group);
        this.state.group = (kept || shown[0] || data.groups[0]).code;
        this.state.data = data;
    }

    get display() {
        return { controlPanel: {} };
    }

    get kinds() {
        return {
            month: _t("Month"),
            quarter: _t("Quarter"),
            half_year: _t("Half year"),
            nine_months: _t("Nine months"),
            year: _t("Year"),
        };
    }

    get groupNames() {
        return { departments: _t("Departments and others"), communes: _t("Communes") };
    }

    get group() {
        return this.state.data.groups.find((group) => group.code === this.state.group);
    }

    get bands() {
        const names = {
            above: _t("Clearly above"),
            about: _t("About the mean"),
            below: _t("Clearly below"),
            not_enough: _t("Not enough data"),
        };
        return Object.entries(names).map(([code, name]) => ({
            code,
            name,
            color: COLORS[code],
            rows: this.group.rows.filter((row) => row.band === code),
        }));
    }

    /** As a percentage in the reader's language; nothing for no tasks. */
    percent(share, digits = 0) {
        if (share === null || share === false) {
            return "–";
        }
        const lang = user.lang || "en";
        return new Intl.NumberFormat(lang, {
            style: "percent",
            maximumFractionDigits: digits,
        }).format(share);
    }

    number(value) {
        return new Intl.NumberFormat(user.lang || "en").format(value);
    }

    bar(row) {
        return `left: ${row.low * 100}%; width: ${(row.high - row.low) * 100}%`;
    }

    color(row) {
        return COLORS[row.band];
    }

    movementTitle(row) {
        const [x, n] = row.before;
        return _t("%(x)s of %(n)s in the period before", { x, n });
    }

    get summary() {
        const { x, n, mean, limits } = this.group;
        const values = { x, n, mean: this.percent(mean, 1) };
        if (!limits.length && n !== 0) {
            return _t("The group is too small for its mean to be shown.");
        }
        return n === null
            ? _t("Mean of the group: %(mean)s.", values)
            : _t("The group completed %(x)s of %(n)s tasks on time: %(mean)s.", values);
    }

    get funnelNote() {
        return _t(
            "Between the solid lines (95 %) and the dashed ones (99.8 %) chance alone can leave an agency that is like its group. Press a point to see its tasks."
        );
    }

    get method() {
        return [
            _t(
                "Compared is the share done on time of the tasks with a deadline completed in the period: column 18 of form 01-NV, 7 of 7 + 8. Communes are compared with communes, all others with each other."
            ),
            _t(
                "The bar is the 95 % interval of Wilson (1927). An agency is clearly above or below only if its whole bar lies on that side of the mean; with fewer than 5 tasks nothing is said. Within a band agencies stand in the order of the alphabet."
            ),
            _t(
                "The score is the rate drawn towards the mean, as if %(k)s more tasks had been done like the group. How many follows from the spread between the agencies (method of moments, Kleinman 1973). So 3 of 3 is not the best and 0 of 3 not the worst.",
                { k: this.group.k === null ? "…" : this.number(this.group.k) }
            ),
            _t(
                "An arrow marks a change from the period before only if it is more than chance (Newcombe 1998). Tasks of one order to many agencies are no independent trials: do not add them up to one success."
            ),
            this.state.data.source,
        ];
    }

    setKind(kind) {
        return this.load(kind, this.state.data.first);
    }

    step(day) {
        return this.load(this.state.data.kind, day);
    }

    async switchPlaces() {
        const { kind, first, places } = this.state.data;
        await this.orm.call("directive.comparison", "switch_places", [!places]);
        await this.load(kind, first);
    }

    async open(row, column) {
        const { kind, first } = this.state.data;
        const args = [kind, first, column, row.id];
        await openAnswer(this.action, this.orm.call("directive.comparison", "tasks", args));
    }

    // The funnel

    draw() {
        this.chart?.destroy();
        this.chart = null;
        if (!this.canvas.el || !this.group.limits.length) {
            return;
        }
        this.chart = new Chart(this.canvas.el, {
            data: { datasets: [...this.lines(), this.mean(), this.points()] },
            options: this.options(),
        });
    }

    lines() {
        return LIMITS.map(([column, borderColor, borderDash]) => ({
            type: "line",
            data: this.group.limits.map((limit) => ({ x: limit[0], y: limit[column] })),
            borderColor,
            borderDash,
            borderWidth: 1,
            pointRadius: 0,
            pointHitRadius: 0,
        }));
    }

    mean() {
        const sizes = this.group.limits.map((limit) => limit[0]);
        return {
            type: "line",
            data: [sizes[0], sizes.at(-1)].map((x) => ({ x, y: this.group.mean })),
            borderColor: getColor(1),
            borderWidth: 1,
            pointRadius: 0,
            pointHitRadius: 0,
        };
    }

    points() {
        const rows = this.group.rows.filter((row) => row.n);
        return {
            type: "scatter",
            data: rows.map((row) => ({ x: row.n, y: row.rate, row })),
            backgroundColor: rows.map((row) => this.color(row)),
            clip: false,
            pointRadius: 5,
            pointHoverRadius: 7,
        };
    }

    options() {
        return {
            responsive: true,
            maintainAspectRatio: false,
            animation: false,
            onClick: (_event, [found], chart) => {
                const row = found && chart.data.datasets[found.datasetIndex].data[found.index].row;
                if (row) {
                    this.open(row, "n");
                }
            },
            plugins: {
                legend: { display: false },
                tooltip: {
                    callbacks: {
                        title: () => "",
                        label: ({ raw }) =>
                            `${raw.row.name}: ${raw.row.x}/${raw.row.n} (${this.percent(raw.y)})`,
                    },
                },
            },
            scales: {
                x: {
                    type: "linear",
                    min: 0,
                    title: { display: true, text: _t("Tasks completed with a deadline") },
                    ticks: { precision: 0 },
                },
                y: {
                    min: 0,
                    max: 1,
                    title: { display: true, text: _t("On time") },
                    ticks: { callback: (share) => this.percent(share) },
                },
            },
        };
    }
}

registry.category("actions").add("directive_comparison", Comparison);
