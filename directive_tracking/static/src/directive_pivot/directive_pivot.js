import { registry } from "@web/core/registry";
import { PivotRenderer } from "@web/views/pivot/pivot_renderer";
import { pivotView } from "@web/views/pivot/pivot_view";

/** A sum opens the rows that add to it, instead of all rows of its group; a rate is of them all. */
class DirectivePivotRenderer extends PivotRenderer {
    onOpenView(cell, newWindow) {
        this.opened = cell.measure;
        super.onOpenView(cell, newWindow);
    }

    openView(domain, views, context, newWindow) {
        const isSum = this.model.metaData.fields[this.opened]?.aggregator === "sum";
        const counted = isSum ? [[this.opened, "!=", 0]] : [];
        super.openView([...counted, ...domain], views, context, newWindow);
    }
}

registry.category("views").add("directive_pivot", {
    ...pivotView,
    Renderer: DirectivePivotRenderer,
});
