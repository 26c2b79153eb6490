const GREEN = "#2e9e5b";
const AMBER = "#e8a317";
const RED = "#d43f3a";
const BLUE = "#4287c7";
const PALE = "#9cc4e8";
const GREY = "#a9adb8";
const DARK = "#6b7080";

/** The meaning of a value decides its colour and its place in a bar, whatever else is shown. */
export const MEANING = {
    // the official classes
    done_on_time: GREEN,
    done_late: AMBER,
    open_in_term: BLUE,
    open_no_deadline: GREY,
    open_overdue: RED,
    // the leaders' stages
    processed: GREEN,
    in_hand: BLUE,
    not_begun: GREY,
    // the states of tasks and directives
    done: GREEN,
    completed: GREEN,
    reported: AMBER,
    in_progress: BLUE,
    issued: BLUE,
    assigned: PALE,
    draft: GREY,
    suspended: "#c3b6dd",
    revoked: DARK,
    cancelled: DARK,
    closed: "#3f4350",
    // the states of messages
    seen: GREEN,
    delivered: "#7cc49a",
    sent: BLUE,
    accepted: BLUE,
    submitting: PALE,
    sending: PALE,
    queued: GREY,
    unknown: AMBER,
    unclear: AMBER,
    expired: "#b98b4b",
    suppressed: DARK,
    failed: RED,
    rejected: RED,
};
