import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { TextField, textField } from "@web/views/fields/text/text_field";

import { Component, useState } from "@odoo/owl";

import { count, lost, prepare, render } from "./gsm";

/**
 * A text field for an SMS that shows, at each keystroke, the length for each
 * gateway. The field `counting` describes the gateways: {gateways: [{names, unicode, max_parts,
 * forbidden}], sample: values of a template's names, or false}.
 */
export class SmsText extends Component {
    static template = "directive_sms.SmsText";
    static components = { TextField };
    static props = { ...TextField.props };

    setup() {
        this.state = useState({ text: "" });
        useRecordObserver((record) => {
            this.state.text = record.data[this.props.name] || "";
        });
    }

    onInput(ev) {
        this.state.text = ev.target.value;
    }

    get lines() {
        const { gateways, sample } = this.props.record.data.counting || { gateways: [] };
        const text = sample ? render(this.state.text, sample) : this.state.text;
        return gateways.map((gateway) => this.lineOf(gateway, text));
    }

    lineOf({ names, unicode, max_parts: maxParts, forbidden }, text) {
        const found = count(prepare(text, unicode, forbidden));
        const figures = { ...found, maxParts, names, alphabet: found.isUnicode ? "UCS-2" : "GSM-7" };
        return {
            names,
            figures: _t(
                "%(units)s of %(room)s characters, %(alphabet)s, %(parts)s of at most %(maxParts)s parts",
                figures
            ),
            isCut: found.parts > maxParts,
            cut: _t("The text is cut to %(maxParts)s parts; the link is kept whole.", figures),
            lost: unicode ? "" : lost(text).join(" "),
            forbidden: [...(forbidden || "")].filter((char) => text.includes(char)).join(" "),
        };
    }
}

export const smsText = {
    ...textField,
    component: SmsText,
    displayName: _t("Text of an SMS"),
    supportedTypes: ["text", "char"],
    fieldDependencies: [{ name: "counting", type: "json" }],
};

registry.category("fields").add("directive_sms_text", smsText);
