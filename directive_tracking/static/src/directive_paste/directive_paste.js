import { registry } from "@web/core/registry";
import { TextField, textField } from "@web/views/fields/text/text_field";

/** A text field that keeps, beside the pasted text, the table it was copied from. */
export class PasteField extends TextField {
    static template = "directive_tracking.PasteField";
    static props = { ...TextField.props, htmlField: { type: String } };

    onPaste(event) {
        const html = event.clipboardData.getData("text/html");
        const text = event.clipboardData.getData("text/plain");
        if (!/<table/i.test(html)) {
            return; // plain text goes where the cursor is, tabs and all
        }
        event.preventDefault();
        this.props.record.update({ [this.props.name]: text, [this.props.htmlField]: html });
    }

    /** What is typed by hand is no longer the table that was copied. */
    onInput() {
        if (this.props.record.data[this.props.htmlField]) {
            this.props.record.update({ [this.props.htmlField]: false });
        }
    }
}

registry.category("fields").add("directive_paste", {
    ...textField,
    component: PasteField,
    supportedTypes: ["text"],
    extractProps: (info) => ({
        ...textField.extractProps(info),
        htmlField: info.options.html_field,
    }),
});
