import { registry } from "@web/core/registry";
import { TextField, textField } from "@web/views/fields/text/text_field";

/** A text field that also keeps the table from which the pasted text was copied. */
export class PasteField extends TextField {
    static template = "directive_tracking.PasteField";
    static props = { ...TextField.props, htmlField: { type: String } };

    /** Save pasted text at once, so that the button to read it appears before the field loses focus. */
    onPaste(event) {
        const html = event.clipboardData.getData("text/html");
        const text = event.clipboardData.getData("text/plain");
        event.preventDefault();
        const isTable = /<table/i.test(html);
        const { value, selectionStart, selectionEnd } = event.target;
        const whole = value.slice(0, selectionStart) + text + value.slice(selectionEnd);
        this.props.record.update({
            [this.props.name]: isTable ? text : whole,
            [this.props.htmlField]: isTable && html,
        });
    }

    /** Text typed by hand is no longer the copied table. */
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
