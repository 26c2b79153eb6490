import { registry } from "@web/core/registry";
import { PivotRenderer } from "@web/views/pivot/pivot_renderer";
import { pivotView } from "@web/views/pivot/pivot_view";

const ALL = "__count";

/** Each number opens the rows that it counts, instead of all rows of its group. */
class CountsPivotRenderer extends PivotRenderer {
    onOpenView(cell, newWindow) {
        this.opened = cell.measure;
        super.onOpenView(cell, newWindow);
    }

    openView(domain, views, context, newWindow) {
        const counted = this.opened === ALL ? [] : [[this.opened, "!=", 0]];
        super.openView([...counted, ...domain], views, context, newWindow);
    }
}

registry.category("views").add("directive_counts_pivot", {
    ...pivotView,
    Renderer: CountsPivotRenderer,
});
