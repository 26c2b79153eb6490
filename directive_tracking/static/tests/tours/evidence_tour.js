import { registry } from "@web/core/registry";
import { inState } from "./by_name";
import { inputFiles } from "@web/../tests/utils";

const CAMERA = { width: 4000, height: 3000 };
const EVIDENCE = ".modal .o_field_widget[name=attachment_ids]";

/** What a camera held upright writes: "turn me to the right" (6), and where it was taken. */
function exif() {
    const ascii = (text) => [...text].map((char) => char.charCodeAt(0));
    const entry = (tag, type, count, value) => [tag & 255, tag >> 8, type, 0, count, 0, 0, 0, ...value];
    const ifd = [2, 0, ...entry(0x112, 3, 1, [6, 0, 0, 0]), ...entry(0x8825, 4, 1, [38, 0, 0, 0]), 0, 0, 0, 0];
    const gps = [1, 0, ...entry(1, 2, 2, [...ascii("N"), 0, 0, 0]), 0, 0, 0, 0];
    const body = [...ascii("Exif"), 0, 0, ...ascii("II"), 42, 0, 8, 0, 0, 0, ...ifd, ...gps];
    const size = body.length + 2;
    return new Uint8Array([0xff, 0xe1, size >> 8, size & 255, ...body]);
}

/** A picture of 12 megapixels with noise, so that it is large, and a red corner at the top left. */
async function photograph() {
    const canvas = Object.assign(document.createElement("canvas"), CAMERA);
    const context = canvas.getContext("2d");
    for (let x = 0; x < CAMERA.width; x += 20) {
        for (let y = 0; y < CAMERA.height; y += 20) {
            context.fillStyle = `rgb(${(x * 7 + y) % 256},${(x + y * 3) % 256},${(x * y) % 256})`;
            context.fillRect(x, y, 20, 20);
        }
    }
    context.fillStyle = "#f00";
    context.fillRect(0, 0, 800, 800);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.95));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return new File([bytes.slice(0, 2), exif(), bytes.slice(2)], "hien-truong.jpg", { type: "image/jpeg" });
}

/** The next file meets no server, as where a telephone has no signal. */
function loseConnectionOnce() {
    const { send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.send = function () {
        XMLHttpRequest.prototype.send = send;
        this.dispatchEvent(new ProgressEvent("error"));
    };
}

const choose = (files) => inputFiles(`${EVIDENCE} input.o_input_file`, files);

registry.category("web_tour.tours").add("directive_report_with_photos", {
    steps: () => [
        { content: "Report completion", trigger: ".o_form_view button[name=action_report_completion].btn-primary", run: "click" },
        { content: "Say what was done", trigger: ".modal .o_field_widget[name=content] textarea", run: "edit Đã thông đường, có ảnh kèm theo" },
        {
            content: "Take a picture where there is no signal",
            trigger: `${EVIDENCE} .o_attach`,
            async run() {
                loseConnectionOnce();
                await choose([await photograph()]);
            },
        },
        { content: "It waits", trigger: `${EVIDENCE} [role=alert] .o_directive_evidence_retry` },
        { content: "What was typed is there", trigger: ".modal .o_field_widget[name=content] textarea:value(thông đường)" },
        { content: "Send it again", trigger: `${EVIDENCE} .o_directive_evidence_retry`, run: "click" },
        { content: "It has arrived", trigger: `${EVIDENCE} .o_attachment:contains(hien-truong.jpg)` },
        { content: "It is said to be there", trigger: `${EVIDENCE} .o_attachment:not(.o_attachment_uploading):contains(hien-truong.jpg)` },
        { content: "Its size before and after is shown", trigger: `${EVIDENCE} .o_directive_evidence_size:contains(→)` },
        { content: "Its name stands there once", trigger: `${EVIDENCE} .o_directive_evidence:not(:contains(hien-truong.jpg))` },
        {
            content: "Add what is not taken, and a text",
            trigger: `${EVIDENCE} .o_attach`,
            run: () =>
                choose([
                    new File(["MZ\x90\0\x03\0\0"], "bao-cao.pdf"),
                    new File(["Biên bản"], "bien-ban.txt", { type: "text/plain" }),
                ]),
        },
        { content: "The reason is told", trigger: `${EVIDENCE} [role=alert]:contains(EXE)` },
        { content: "The other has arrived", trigger: `${EVIDENCE} .o_attachment:contains(bien-ban.txt)` },
        { content: "It is not sent without what was refused", trigger: ".modal button[name=action_report]", run: "click" },
        { content: "The field is marked", trigger: `${EVIDENCE}.o_field_invalid` },
        { content: "Do without it", trigger: `${EVIDENCE} .o_directive_evidence_item:has([role=alert]) button.o_directive_evidence_dismiss`, run: "click" },
        { content: "Nothing is missing now", trigger: `${EVIDENCE}:not(.o_field_invalid)` },
        { content: "Send the report", trigger: ".modal button[name=action_report]", run: "click" },
        { content: "It awaits acceptance", trigger: inState("reported") },
    ],
});

const card = ".o_kanban_record:not(.o_kanban_ghost)";

registry.category("web_tour.tours").add("directive_send_back_in_the_agency", {
    steps: () => [
        { content: "Send it back", trigger: `${card} button[name=action_send_back]`, run: "click" },
        { content: "Say why", trigger: ".modal .o_field_widget[name=note] textarea", run: "edit Thiếu phụ lục" },
        { content: "Send", trigger: ".modal button[name=action_decide]", run: "click" },
        { content: "Nothing waits", trigger: ".o_view_nocontent" },
    ],
});

registry.category("web_tour.tours").add("directive_approve_in_the_agency", {
    steps: () => [
        { content: "It is the second version", trigger: `${card} .o_directive_version:contains(2)` },
        { content: "Approve it", trigger: `${card} button[name=action_approve]`, run: "click" },
        { content: "Nothing waits", trigger: ".o_view_nocontent" },
    ],
});

registry.category("web_tour.tours").add("directive_verify", {
    steps: () => [
        { content: "Draw", trigger: ".o_control_panel button.o_directive_draw", run: "click" },
        { content: "There are tasks to draw from", trigger: ".modal .o_field_widget[name=population]:contains(2)" },
        { content: "Draw one", trigger: ".modal .o_field_widget[name=size] input", run: "edit 1" },
        { content: "State the seed", trigger: ".modal .o_field_widget[name=seed] input", run: "edit 2026-Q1" },
        { content: "Draw it", trigger: ".modal button[name=action_draw]", run: "click" },
        { content: "The draw is open", trigger: ".o_form_view .o_field_widget[name=seed]:contains(2026-Q1)" },
        { content: "Its tasks", trigger: "button[name=action_open_lines]", run: "click" },
        { isActive: ["desktop"], content: "Unfold the agency", trigger: ".o_group_header:contains(Department A)", run: "click" },
        {
            content: "Reopen it",
            trigger: "button.o_directive_reopen",
            run: "click",
        },
        { content: "Say why", trigger: ".modal .o_field_widget[name=note] textarea", run: "edit Đường chưa thông" },
        { content: "Save", trigger: ".modal button[name=action_save]", run: "click" },
        { content: "It is reopened", trigger: "body:not(:has(.modal)) .o_content:not(:has(button[name=action_open_result]))" },
    ],
});
