import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useInputField } from "@web/views/fields/input_field_hook";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

/** The answer to one question: the box that fits its kind, the same on a telephone. */
export class InquiryValueField extends Component {
    static template = "directive_tracking.InquiryValueField";
    static props = { ...standardFieldProps };

    setup() {
        // What is being typed stays when the answer beside it is drawn anew.
        useInputField({ getValue: () => this.value, refName: "box" });
    }

    get kind() {
        return this.props.record.data.kind;
    }

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    /** What is read: the answer in words, or what has been typed and not saved. */
    get shown() {
        const line = this.props.record;
        if (this.kind === "file") {
            return ""; // beside it
        }
        return line.dirty ? this.value : line.data.shown || "";
    }

    /** Boxes are open in every row at once: a form to fill in, not a table to click through. */
    get isWritten() {
        return this.props.record.data.is_open && !["figure", "file"].includes(this.kind);
    }

    get options() {
        if (this.kind === "yes_no") {
            return [
                ["yes", _t("Yes")],
                ["no", _t("No")],
            ];
        }
        const choices = (this.props.record.data.choices || "").split("\n");
        return choices.map((one) => one.trim()).filter(Boolean).map((one) => [one, one]);
    }

    get asksFile() {
        const { is_open: isOpen, shown } = this.props.record.data;
        return isOpen && this.kind === "file" && !shown && this.props.readonly;
    }

    get remark() {
        return this.kind === "remark" ? _t("Remark") : "";
    }

    get rows() {
        return Math.min(8, Math.max(2, this.value.split("\n").length));
    }

    /** The list would draw its row anew and take to itself Enter and Tab: what is being typed stays. */
    onKeydown(ev) {
        if (!ev.altKey && !ev.ctrlKey && !ev.metaKey) {
            ev.stopPropagation();
        }
    }
}

registry.category("fields").add("inquiry_value", {
    component: InquiryValueField,
    displayName: _t("Answer to a question"),
    supportedTypes: ["text", "char"],
    fieldDependencies: [
        { name: "kind", type: "selection" },
        { name: "choices", type: "text" },
        { name: "shown", type: "text" },
        { name: "is_open", type: "boolean" },
    ],
});

/** The remark beside an answer, of whatever kind that is. */
export class InquiryRemarkField extends InquiryValueField {
    get kind() {
        return "remark";
    }

    get shown() {
        return this.value;
    }
}

registry.category("fields").add("inquiry_remark", {
    component: InquiryRemarkField,
    displayName: _t("Remark beside an answer"),
    supportedTypes: ["char"],
    fieldDependencies: [{ name: "is_open", type: "boolean" }],
});

/** The question with what explains it; one that has to be answered bears a mark. */
export class InquiryQuestionField extends Component {
    static template = "directive_tracking.InquiryQuestionField";
    static props = { ...standardFieldProps };

    get line() {
        return this.props.record.data;
    }

    get isRequired() {
        return this.line.is_required && this.line.kind !== "figure";
    }
}

registry.category("fields").add("inquiry_question", {
    component: InquiryQuestionField,
    displayName: _t("Question of a report"),
    supportedTypes: ["char"],
    fieldDependencies: [
        { name: "hint", type: "char" },
        { name: "unit", type: "char" },
        { name: "is_required", type: "boolean" },
        { name: "kind", type: "selection" },
    ],
});
