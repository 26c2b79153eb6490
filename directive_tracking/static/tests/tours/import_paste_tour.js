import { registry } from "@web/core/registry";

const PLAIN = "1\tTrang dán\tDepartment A\t30/12/2030\n";
const MORE = "2\tViệc dán sau\tDepartment B\t31/12/2030\n";
const HTML = `<html><body><table>
<tr><td rowspan="2">1</td><td>Việc dán từ Word</td><td rowspan="2">Department A</td><td>30/12/2030</td></tr>
<tr><td>Việc thứ hai</td><td>Quý IV/2030</td></tr></table></body></html>`;
const field = ".o_directive_import .o_field_widget[name=pasted_text] textarea";

/** Paste as a browser does, with what Word or Excel puts on the clipboard. */
function paste(contents) {
    const element = document.querySelector(field);
    const clipboardData = new DataTransfer();
    for (const [type, content] of Object.entries(contents)) {
        clipboardData.setData(type, content);
    }
    element.focus();
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}

registry.category("web_tour.tours").add("directive_paste_rows", {
    steps: () => [
        {
            content: "Paste a table from Word",
            trigger: field,
            run: () => paste({ "text/html": HTML, "text/plain": PLAIN }),
        },
        { content: "Read it", trigger: "button[name=action_read_pasted]:not(.o_notebook *)", run: "click" },
        { content: "Its rows are shown", trigger: ".o_field_widget[name=line_ids]:contains(Việc thứ hai)" },
        { content: "More rows", trigger: ".o_notebook .nav-link[name=paste]", run: "click" },
        { content: "Paste them as text", trigger: field, run: () => paste({ "text/plain": MORE }) },
        { content: "Add them", trigger: ".o_notebook button[name=action_read_pasted]", run: "click" },
        { content: "Back to the rows", trigger: ".o_notebook .nav-link[name=rows]", run: "click" },
        { content: "They stand below the others", trigger: ".o_field_widget[name=line_ids]:contains(Việc dán sau)" },
        { content: "See what was left aside", trigger: ".o_notebook .nav-link[name=left]", run: "click" },
        { content: "It is told", trigger: ".o_field_widget[name=left_ids] .o_data_row, .o_field_widget[name=left_ids] .o_kanban_record" },
    ],
});
