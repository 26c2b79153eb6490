import { registry } from "@web/core/registry";
import { GraphModel } from "@web/views/graph/graph_model";
import { GraphRenderer } from "@web/views/graph/graph_renderer";
import { graphView } from "@web/views/graph/graph_view";
import { MEANING } from "../colours/meaning";

const PLACES = Object.fromEntries(Object.keys(MEANING).map((value, place) => [value, place]));

/** The value with a meaning among the groups of one bar, if any. */
function meaningOf(identifier) {
    const groups = JSON.parse(identifier);
    return groups.flatMap((group) => Object.values(group)).find((value) => value in MEANING);
}

function placeOf(dataset) {
    const [identifier] = dataset.identifiers;
    return PLACES[meaningOf(identifier)] ?? Infinity;
}

class DirectiveGraphModel extends GraphModel {
    /** A line shows a development over time: across agencies it has no meaning. */
    _normalize(metaData) {
        super._normalize(metaData);
        if (metaData.mode === "line" && !isTimeline(metaData)) {
            metaData.mode = "bar";
        }
    }

    /** Neither does the line of the sums. */
    _getLineOverlayDataset() {
        return isTimeline(this.metaData) ? super._getLineOverlayDataset() : null;
    }

    _getData(...args) {
        const data = super._getData(...args);
        if (this.metaData.mode !== "pie") {
            data.datasets.sort((one, other) => placeOf(one) - placeOf(other) || 0);
        }
        return data;
    }
}

function isTimeline({ groupBy, fields }) {
    const [first] = groupBy;
    return Boolean(first) && ["date", "datetime"].includes(fields[first.fieldName]?.type);
}

class DirectiveGraphRenderer extends GraphRenderer {
    get isTimeline() {
        return isTimeline(this.model.metaData);
    }

    getBarChartData() {
        const data = super.getBarChartData();
        for (const dataset of data.datasets.filter((one) => one.identifiers)) {
            const [identifier] = dataset.identifiers;
            dataset.backgroundColor = MEANING[meaningOf(identifier)] || dataset.backgroundColor;
        }
        return data;
    }

    getLineChartData() {
        const data = super.getLineChartData();
        for (const dataset of data.datasets.filter((one) => one.identifiers)) {
            const [identifier] = dataset.identifiers;
            const color = MEANING[meaningOf(identifier)];
            if (color) {
                dataset.borderColor = dataset.pointBackgroundColor = color;
                dataset.backgroundColor = color + "55";
            }
        }
        return data;
    }

    getPieChartData() {
        const data = super.getPieChartData();
        for (const dataset of data.datasets.filter((one) => one.identifiers?.size)) {
            const given = [...dataset.identifiers];
            dataset.backgroundColor = dataset.backgroundColor.map(
                (color, index) => (given[index] && MEANING[meaningOf(given[index])]) || color
            );
        }
        return data;
    }

    /** Fractions of a task make no sense. */
    getScaleOptions() {
        const scales = super.getScaleOptions();
        const { measure, fields } = this.model.metaData;
        if (scales.y && (measure === "__count" || fields[measure]?.type === "integer")) {
            scales.y.ticks.precision = 0;
            scales.y.ticks.callback = (value) => this.formatValue(value, false, "integer");
        }
        return scales;
    }
}

registry.category("views").add("directive_graph", {
    ...graphView,
    Model: DirectiveGraphModel,
    Renderer: DirectiveGraphRenderer,
    buttonTemplate: "directive_tracking.GraphButtons",
});
