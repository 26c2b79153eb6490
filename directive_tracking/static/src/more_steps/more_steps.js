import { evaluateBooleanExpr } from "@web/core/py_js/py";
import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { processButton } from "@web/views/utils";

const RARER = "o_directive_more";

/**
 * Takes the rarer steps out of the header: its buttons of the class `o_directive_more`. The form says
 * when its record cannot be deleted or copied any more, in the same words as `invisible`, by
 * `data-undeletable` and `data-uncopyable`.
 */
export class MoreStepsArchParser extends formView.ArchParser {
    parse(xmlDoc, ...others) {
        const buttons = [...xmlDoc.querySelectorAll(`header > button.${RARER}`)];
        buttons.forEach((button) => button.remove());
        return {
            ...super.parse(xmlDoc, ...others),
            rarerSteps: buttons.map(processButton),
            undeletable: xmlDoc.getAttribute("data-undeletable"),
            uncopyable: xmlDoc.getAttribute("data-uncopyable"),
        };
    }
}

/** A form whose rarer steps stand in the cog menu while they can be taken, not in the header. */
export class MoreStepsController extends FormController {
    getStaticActionMenuItems() {
        const steps = this.archInfo.rarerSteps.map((step, index) => [
            `${RARER}_${index}`,
            {
                class: `${RARER}_${step.clickParams.name}`,
                isAvailable: () => this.canTake(step),
                sequence: index / 100,
                description: step.string,
                callback: () => this.take(step),
            },
        ]);
        const items = super.getStaticActionMenuItems();
        this.offerUnless(items.delete, this.archInfo.undeletable);
        this.offerUnless(items.duplicate, this.archInfo.uncopyable);
        return { ...items, ...Object.fromEntries(steps) };
    }

    /** What the server would refuse is not offered. */
    offerUnless(item, refused) {
        const isAvailable = item.isAvailable;
        item.isAvailable = () => isAvailable() && !this.holds(refused);
    }

    canTake(step) {
        return !this.holds(step.invisible);
    }

    holds(condition) {
        return evaluateBooleanExpr(condition, this.model.root.evalContextWithVirtualIds);
    }

    /** Press the button where it stands now: with its context, its question and the reload after it. */
    take({ clickParams }) {
        const { resModel, resId, resIds, context, evalContext } = this.model.root;
        const getResParams = () => ({ resModel, resId, resIds, context, evalContext });
        return this.env.onClickViewButton({ clickParams, getResParams });
    }
}

export const moreStepsView = {
    ...formView,
    ArchParser: MoreStepsArchParser,
    Controller: MoreStepsController,
};

registry.category("views").add("directive_steps_form", moreStepsView);
