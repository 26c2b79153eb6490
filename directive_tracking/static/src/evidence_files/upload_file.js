import { _t } from "@web/core/l10n/translation";

const ROUTE = "/web/binary/upload_attachment";

function answerOf(request) {
    if (request.status === 413) {
        return { error: _t("The file is too large for the server.") };
    }
    try {
        return JSON.parse(request.responseText)[0];
    } catch {
        return { error: _t("The server did not take the file (%s). Try again.", request.status) };
    }
}

/**
 * Send one file to a form of `model` and return the server's answer: `{id}` or `{error}`.
 *
 * @param {File} file
 * @param {string} model
 * @param {(percent: number) => void} onProgress
 * @returns {Promise<{id?: number, error?: string}>} `{offline: true}` when the server was not reached
 */
export function uploadFile(file, model, onProgress) {
    const form = new FormData();
    form.append("csrf_token", odoo.csrf_token);
    form.append("model", model);
    form.append("id", 0);
    form.append("ufile", file);
    return new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.upload.onprogress = (event) =>
            onProgress(Math.round((100 * event.loaded) / event.total));
        request.onload = () => resolve(answerOf(request));
        request.onerror = request.ontimeout = () => resolve({ offline: true });
        request.open("POST", ROUTE);
        request.send(form);
    });
}
