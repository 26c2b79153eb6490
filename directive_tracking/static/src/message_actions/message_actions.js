import { messageActionsRegistry, registerMessageAction } from "@mail/core/common/message_actions";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";

// Messages on our records are append-only: the server refuses to change or delete them, so the actions are hidden.
for (const id of ["edit", "delete"]) {
    const action = messageActionsRegistry.get(id);
    const condition = (context) => !context.message.directive_kept && action.condition(context);
    messageActionsRegistry.add(id, { ...action, condition }, { force: true });
}

registerMessageAction("directive-correct", {
    condition: ({ message }) => Boolean(message.can_correct),
    icon: "fa fa-pencil-square-o",
    name: _t("Post a correction"),
    onSelected: async ({ message, store, thread }) => {
        const { action, orm } = store.env.services;
        const form = await orm.call("mail.message", "action_directive_correct", [[message.id]]);
        action.doAction(form, { onClose: () => thread.fetchNewMessages() });
    },
    sequence: 60,
});

registerMessageAction("directive-publish", {
    condition: ({ message }) => Boolean(message.can_publish),
    icon: "fa fa-bullhorn",
    name: _t("Publish to everyone who can see this record"),
    onSelected: ({ message, store, thread }) => {
        store.env.services.dialog.add(ConfirmationDialog, {
            title: _t("Publish the message"),
            body: _t("Everyone who can see this record will be able to read the message. This cannot be undone."),
            confirmLabel: _t("Publish"),
            confirm: async () => {
                const { orm } = store.env.services;
                await orm.call("mail.message", "action_directive_publish", [[message.id]]);
                message.can_publish = false;
                thread.fetchNewMessages();
            },
            cancel: () => {},
        });
    },
    sequence: 61,
});
