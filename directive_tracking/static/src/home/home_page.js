import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { HomeLines } from "./home_lines";
import { HomeNumbers } from "./home_numbers";
import { HomeTable } from "./home_table";

const MODEL = "directive.home";

/** The first page of a role: sections of numbers, each of which opens what it counts. */
export class HomePage extends Component {
    static template = "directive_tracking.HomePage";
    static components = { Layout };
    static props = { ...standardActionServiceProps };
    static kinds = { numbers: HomeNumbers, table: HomeTable, lines: HomeLines };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ page: {}, isLoading: false });
        const before = this.props.state || {};
        // Whoever comes back from a list finds the page as they left it.
        useSetupAction({
            getLocalState: () => ({ role: this.state.page.role, choice: this.state.page.choice }),
        });
        onWillStart(() => this.load(before.role || false, before.choice || {}));
    }

    async load(role, choice) {
        this.state.isLoading = true;
        try {
            this.state.page = await this.orm.call(MODEL, "read_page", [], { role, choice });
        } finally {
            this.state.isLoading = false;
        }
    }

    /** A telephone shows the name of the page above it: only the roles to choose from are missing. */
    get display() {
        return this.env.isSmall && this.roles.length < 2 ? {} : { controlPanel: {} };
    }

    get roles() {
        return this.state.page.roles;
    }

    kindOf(section) {
        return this.constructor.kinds[section.kind];
    }

    chooseRole(role) {
        return this.load(role, {});
    }

    choose(values) {
        const { role, choice } = this.state.page;
        return this.load(role, { ...choice, ...values });
    }

    async open(section, opens) {
        const { role, choice } = this.state.page;
        const args = [role, section.name, opens];
        this.action.doAction(await this.orm.call(MODEL, "open_number", args, { choice }));
    }

    async markSeen(section) {
        await this.orm.call(MODEL, "mark_seen", [section.seen]);
        await this.choose({});
    }
}

registry.category("actions").add("directive_home", HomePage);
