/**
 * The alphabets of SMS and their lengths, as in tools/gsm.py: 3GPP TS 23.038 and
 * TS 23.040. Both are tested with the same vectors, static/tests/sms_vectors.json.
 */

const BASIC = new Set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡" +
        "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
);
// Each is encoded as an escape and a second unit.
const EXTENSION = new Set("\f^{}\\[~]|€");
const SINGLE = { gsm: 160, unicode: 70 };
const PART = { gsm: 153, unicode: 67 };
const REPLACEMENTS = {
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "₫": "VND",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "•": "-", "·": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\u200b": "", "\ufeff": "",
};
// Characters that Python's str.split() and str.splitlines() treat as blanks and line ends.
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const LINE_ENDS = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

const isGsmCharacter = (char) => BASIC.has(char) || EXTENSION.has(char);

/** Tell whether the GSM alphabet can encode `text`. */
export function isGsm(text) {
    return [...text].every(isGsmCharacter);
}

function width(char, kind) {
    if (kind === "unicode") {
        return char.length;
    }
    return EXTENSION.has(char) ? 2 : 1;
}

/** Return the length of `text`: {isUnicode, units, parts, room}. */
export function count(text) {
    const isUnicode = !isGsm(text);
    const kind = isUnicode ? "unicode" : "gsm";
    const widths = [...text].map((char) => width(char, kind));
    const units = widths.reduce((sum, one) => sum + one, 0);
    if (units <= SINGLE[kind]) {
        return { isUnicode, units, parts: units ? 1 : 0, room: SINGLE[kind] };
    }
    // No escape or surrogate pair is split between two parts.
    let parts = 1;
    let used = 0;
    for (const one of widths) {
        if (used + one > PART[kind]) {
            parts++;
            used = 0;
        }
        used += one;
    }
    return { isUnicode, units, parts, room: parts * PART[kind] };
}

function plainCharacters(text) {
    const replaced = [...text].map((char) => REPLACEMENTS[char] ?? char).join("");
    return [...replaced.normalize("NFD").replace(/[\p{Mn}\p{Cf}]/gu, "")];
}

/** Return `text` in the GSM alphabet; other characters become question marks. */
export function strip(text) {
    return plainCharacters(text)
        .map((char) => (isGsmCharacter(char) ? char : "?"))
        .join("");
}

/** Return the characters of `text` that are lost without diacritics. */
export function lost(text) {
    return [...new Set(plainCharacters(text).filter((char) => !isGsmCharacter(char)))];
}

const split = (text) => text.split(BLANKS).filter(Boolean);

/** Return `text` as a gateway accepts it; a forbidden character becomes a space. */
export function prepare(text, allowUnicode, forbidden = "") {
    let prepared = allowUnicode ? text.normalize("NFC") : strip(text);
    for (const char of forbidden) {
        prepared = prepared.replaceAll(char, " ");
    }
    const ends = new RegExp(`^${BLANKS.source}|${BLANKS.source}$`, "g");
    const lines = prepared.replace(ends, "").split(LINE_ENDS);
    return lines.map((line) => split(line).join(" ")).join("\n");
}

/** Return a template with its values; see tools/template.py. */
export function render(body, values) {
    const names = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const text = body
        .replace(/\[([^[\]]*)\]/g, (_all, inner) => {
            const wanted = names(inner);
            return wanted.length && wanted.every((name) => values[name]) ? inner : "";
        })
        .replace(/\{(\w+)\}/g, (_all, name) => String(values[name] || ""));
    return text.replace(/[ \t]+/g, " ").trim();
}
