import { useEffect } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { FloatTimeField, floatTimeField } from "@web/views/fields/float_time/float_time_field";
import { useInputField } from "@web/views/fields/input_field_hook";
import { InvalidNumberError } from "@web/views/fields/parsers";

// "8", "8h", "8h30", "8g30", "08:30", "8.30", "830", "8 giờ 30".
const HOUR = /^(\d{1,2}?)\s*(?:(?:h|g|giờ|:|\.)\s*)?(\d{2})?\s*(?:'|’|phút)?$/i;

/** Return the hour as a number; nothing typed is no hour. */
export function parseHour(value) {
    const text = value.trim();
    if (!text) {
        return 0;
    }
    const found = HOUR.exec(text) || /^(\d{1,2})\s*(?:h|g|giờ)?$/i.exec(text);
    const [hours, minutes] = found ? [Number(found[1]), Number(found[2] || 0)] : [24, 0];
    if (hours > 23 || minutes > 59) {
        throw new InvalidNumberError(`"${value}" is not an hour`);
    }
    return hours + minutes / 60;
}

/** An hour as it is typed in a calendar; an entry without one shows nothing. */
export class HourField extends FloatTimeField {
    setup() {
        this.inputFloatTimeRef = useInputField({
            getValue: () => this.formattedValue,
            refName: "numpadDecimal",
            parse: parseHour,
        });
        // The second of two hours in a row has no label of its own.
        const { fields } = this.props.record;
        useEffect(
            (input) => input?.setAttribute("aria-label", fields[this.props.name].string),
            () => [this.inputFloatTimeRef.el]
        );
    }

    get formattedValue() {
        return this.props.record.data[this.props.name] ? super.formattedValue : "";
    }
}

registry.category("fields").add("directive_hour", { ...floatTimeField, component: HourField });
