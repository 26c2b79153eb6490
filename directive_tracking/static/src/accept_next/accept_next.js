import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { MoreStepsController, moreStepsView } from "@directive_tracking/more_steps/more_steps";

const THEN_NEXT = "directive_then_next";

/** A task form that opens, after "Accept and next", the next result to accept in its list. */
export class TaskFormController extends MoreStepsController {
    setup() {
        super.setup();
        this.orm = useService("orm");
        this.notification = useService("notification");
    }

    async afterExecuteActionButton(clickParams) {
        await super.afterExecuteActionButton(clickParams);
        if (clickParams.context?.includes(THEN_NEXT)) {
            await this.openNext();
        }
    }

    async openNext() {
        const { resId, resIds } = this.model.root;
        const following = resIds.slice(resIds.indexOf(resId) + 1);
        const nextId = await this.findAcceptable(following);
        if (nextId) {
            await this.model.load({ resId: nextId, resIds });
            return;
        }
        this.notification.add(_t("Accepted. No other result in this list is waiting for you."), {
            type: "success",
        });
        if (resIds.length > 1) {
            this.env.config.historyBack();
        }
    }

    /** The first of these tasks, in their order, whose result this person may accept. */
    async findAcceptable(ids) {
        const waiting = await this.orm.searchRead(
            this.props.resModel,
            [["id", "in", ids], ["state", "=", "reported"]],
            ["can_accept"]
        );
        const acceptable = new Set(waiting.filter((task) => task.can_accept).map((task) => task.id));
        return ids.find((id) => acceptable.has(id));
    }
}

registry.category("views").add("directive_task_form", { ...moreStepsView, Controller: TaskFormController });
