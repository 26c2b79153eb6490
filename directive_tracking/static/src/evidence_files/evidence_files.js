import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { session } from "@web/session";
import { hasTouch } from "@web/core/browser/feature_detection";
import { formatFloat } from "@web/core/utils/numbers";
import { useBus } from "@web/core/utils/hooks";
import {
    Many2ManyBinaryField,
    many2ManyBinaryField,
} from "@web/views/fields/many2many_binary/many2many_binary_field";
import { shrinkPicture } from "./shrink_picture";
import { uploadFile } from "./upload_file";
import { useExternalListener, useRef, useState } from "@odoo/owl";

const MEGABYTE = 2 ** 20;

/** A size in words, as people compare it with what their telephone shows. */
export function inWords(bytes) {
    return bytes < MEGABYTE
        ? `${Math.max(1, Math.round(bytes / 1024))} KB`
        : `${formatFloat(bytes / MEGABYTE, { digits: [0, 1] })} MB`;
}

/**
 * Files of a report: several at once, from the camera or the disk. Pictures are shrunk before they
 * travel. What could not be sent waits on the form, with all that was typed, until the network is back.
 */
export class EvidenceFilesField extends Many2ManyBinaryField {
    static template = "directive_tracking.EvidenceFilesField";

    setup() {
        super.setup();
        this.limits = session.directive_evidence;
        this.state = useState({ waiting: [], shrunk: { before: 0, after: 0 } });
        this.nextKey = 0;
        this.camera = useRef("camera");
        this.disk = useRef("disk");
        this.hasCamera = hasTouch();
        this.chosen = new Map(); // beside the state: a reactive File cannot be drawn or sent
        this.sending = Promise.resolve();
        useExternalListener(window, "online", () => this.sendAll((item) => item.canRetry));
        // A form is saved with all its files: it waits for those under way.
        useBus(this.props.record.model.bus, "NEED_LOCAL_CHANGES", (event) =>
            event.detail.proms.push(this.sending)
        );
    }

    inWords(bytes) {
        return inWords(bytes);
    }

    onChosen(event) {
        const files = [...event.target.files];
        event.target.value = ""; // the same file may be chosen once more
        const keys = files.map((file) => this.addWaiting(file));
        return this.sendAll((item) => keys.includes(item.key));
    }

    addWaiting(file) {
        const key = this.nextKey++;
        this.chosen.set(key, file);
        this.state.waiting.push({
            key,
            name: file.name,
            before: file.size,
            after: 0,
            percent: 0,
            error: "",
            isBusy: true,
            canRetry: false,
        });
        return key;
    }

    /** Send files one after the other: a telephone has memory for one large picture. */
    sendAll(isWanted) {
        this.sending = this.sending.then(async () => {
            for (const item of this.state.waiting.filter(isWanted)) {
                await this.send(item);
            }
            await this.markUnsent();
        });
        return this.sending;
    }

    async send(item) {
        Object.assign(item, { isBusy: true, error: "", canRetry: false, percent: 0 });
        const file = await shrinkPicture(this.chosen.get(item.key), this.limits);
        Object.assign(item, { name: file.name, after: file.size });
        const answer = await this.hand(file, item);
        if (answer.id) {
            await this.operations.saveRecord([answer.id]);
            this.countShrunk(item);
            return this.dismiss(item); // its name stands among the files
        }
        Object.assign(item, {
            isBusy: false,
            canRetry: Boolean(answer.offline),
            error: answer.offline
                ? _t("No connection. The file is sent as soon as there is one.")
                : answer.error || "",
        });
    }

    countShrunk({ before, after }) {
        if (after < before) {
            this.state.shrunk.before += before;
            this.state.shrunk.after += after;
        }
    }

    /** Not named `upload`: Odoo's template would take it as "still being sent". */
    async hand(file, item) {
        const { megabytes } = this.limits;
        if (file.size > megabytes * MEGABYTE) {
            return { error: _t("Larger than the %s MB that one file may have.", megabytes) };
        }
        return uploadFile(file, this.props.record.resModel, (percent) => {
            item.percent = percent;
        });
    }

    /** Nothing is sent off without a file that its author believes to be in it. */
    async markUnsent() {
        const { record, name } = this.props;
        if (this.state.waiting.some((item) => item.error)) {
            await record.setInvalidField(name);
        } else {
            await record.resetFieldValidity(name);
        }
    }

    dismiss(item) {
        this.chosen.delete(item.key);
        this.state.waiting = this.state.waiting.filter((one) => one.key !== item.key);
        return this.markUnsent();
    }
}

export const evidenceFilesField = {
    ...many2ManyBinaryField,
    component: EvidenceFilesField,
    displayName: _t("Evidence with photos"),
};

registry.category("fields").add("directive_evidence_files", evidenceFilesField);
