import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { openAnswer } from "../open_action/open_action";
import { HomeBar } from "./home_bar";
import { HomeChart } from "./home_chart";
import { HomeLines } from "./home_lines";
import { HomeNumbers } from "./home_numbers";
import { HomePeriod } from "./home_period";
import { HomeTable } from "./home_table";

const MODEL = "directive.home";
const KINDS = {
    bar: HomeBar,
    chart: HomeChart,
    lines: HomeLines,
    numbers: HomeNumbers,
    table: HomeTable,
};

/** The first page of a role: sections of numbers, each of which opens what it counts. */
export class HomePage extends Component {
    static template = "directive_tracking.HomePage";
    static components = { HomePeriod, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.menus = useService("menu");
        this.state = useState({ roles: [], role: false, choice: {}, sections: [], isBusy: false });
        const before = this.props.state || {};
        // Whoever comes back from a list finds the page as they left it.
        useSetupAction({
            getLocalState: () => ({ role: this.state.role, choice: this.state.choice }),
        });
        onWillStart(() => this.load(before.role || false, before.choice || {}));
    }

    async load(role, choice) {
        this.state.isBusy = true;
        try {
            const page = await this.orm.call(MODEL, "read_page", [], { role, choice });
            Object.assign(this.state, page);
        } finally {
            this.state.isBusy = false;
        }
        this.loadLater();
    }

    /** The slower sections come when the others are on the screen. */
    loadLater() {
        for (const section of this.state.sections) {
            if (section.kind === "later") {
                this.loadSection(section.name);
            }
        }
    }

    async loadSection(name) {
        const { role, choice, sections } = this.state;
        const section = await this.orm.call(MODEL, "read_section", [role, name], { choice });
        if (sections === this.state.sections && choice === this.state.choice) {
            const place = sections.findIndex((one) => one.name === name);
            sections.splice(place, 1, ...(section ? [section] : []));
        }
    }

    /** A telephone shows the name of the page above it: only the roles to choose from are missing. */
    get display() {
        return this.env.isSmall && this.state.roles.length < 2 ? {} : { controlPanel: {} };
    }

    /** Where an account without figures begins, as after the log-in. */
    get ownApp() {
        return this.menus.getApps()[0];
    }

    openOwnApp() {
        return this.menus.selectMenu(this.ownApp);
    }

    kindOf(section) {
        return KINDS[section.kind];
    }

    chooseRole(role) {
        return this.load(role, {});
    }

    choose(values) {
        return this.load(this.state.role, { ...this.state.choice, ...values });
    }

    /** Choose something that concerns one section alone. */
    chooseIn(section, values) {
        this.state.choice = { ...this.state.choice, ...values };
        this.loadLater(); // what is under way answers the choice before, and is set aside
        return this.loadSection(section.name);
    }

    async open(section, opens) {
        const { role, choice } = this.state;
        const args = [role, section.name, opens];
        await openAnswer(this.action, this.orm.call(MODEL, "open_number", args, { choice }));
    }

    async markSeen(section) {
        await this.orm.call(MODEL, "mark_seen", [section.seen]);
        await this.choose({});
    }
}

registry.category("actions").add("directive_home", HomePage);
