from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain

from ...tools.workflow import WORKFLOW

AT_ONCE = 500  # rows written before the work so far is kept
IN_THE_REQUEST = 1000  # rows that the clerk waits for; more are loaded by the scheduled action


class DirectiveHistoryImport(models.TransientModel):
    """Loading in batches: what is written stays, and the rest goes on after an interruption."""

    _inherit = "directive.history.import"

    def action_confirm(self):
        """Load the ticked rows as past tasks; nobody is told.

        A large load goes on in the background, in batches.

        :raises UserError: with the rows that still need an answer
        """
        self.ensure_one()
        self._check_may_take_over()
        self._lock_against_second_click()
        self._check_state("read")
        self.action_apply_names()
        self._check_rows()
        self._check_load()
        self._check_files()
        if not self.load_id:
            self._filling().load_id = self._begin_load()
            self.name_ids._remember()
        self._filling()._load_or_trigger()
        return self.action_open_tasks() if self.state == "done" else True

    def _load_or_trigger(self):
        self.write({"state": "loading", "problem": False})
        if len(self._waiting_lines(IN_THE_REQUEST + 1)) > IN_THE_REQUEST:
            self.env.ref(
                "directive_tracking.ir_cron_history_load"
            ).sudo()._trigger()  # its own work
            return
        while lines := self._waiting_lines(AT_ONCE):
            self._load_lines(lines)
        self._end_load()

    def action_refresh(self):
        """Show how far the load is."""
        self.check_access("read")
        return True

    def _check_load(self):
        """Raise if this preview names a load that is not its own to go on with."""
        load = self.load_id
        if load and (load.user_id != self.env.user or load.state != "loading"):
            raise UserError(
                self.env._(
                    "This preview goes on with a load that has ended, or that another person "
                    "began: read the files again."
                )
            )

    def _check_files(self):
        """Raise if a row was read from a file that is not there any more, or not as it was read."""
        read = self.file_ids.filtered("is_read").mapped("name")
        Line = self.env["directive.history.import.line"]
        mine = Domain("import_id", "=", self.id) & Domain("is_included", "=", True)
        sources = {name for (name,) in Line._read_group(mine, ["file_name"]) if name}
        if not read or sources - set(read) or len(read) < len(self.file_ids):
            raise UserError(
                self.env._("The files have been changed since they were read: read them again.")
            )

    def _begin_load(self):
        # The role was checked; the ledger of loads is written by the load alone.
        Load = self.env["directive.history.load"].sudo().with_context(directive_workflow=WORKFLOW)
        left = Domain("import_id", "=", self.id) & Domain("is_included", "=", False)
        same = left & Domain("known", "=", "same")
        Line = self.env["directive.history.import.line"]
        load = Load.create(
            {
                "name": ", ".join(file.name or "" for file in self.file_ids),
                "as_of": self.as_of,
                "user_id": self.env.uid,
                "date": fields.Datetime.now(),
                "account": self._final_account(Line.search(left)),
                "same_count": Line.search_count(same),
            }
        )
        load._keep_files([(file.name, file._content()) for file in self.file_ids])
        return load.with_env(self.env)

    def _final_account(self, left_lines):
        """Return the account with each row left out and why; the files are kept beside it."""
        by_hand = self.env._("Left out by hand.")
        told = [
            f"{line.file_name}, {line.place}: {line.left_why or by_hand} {line.name}"
            for line in left_lines
            if line.known != "same"
        ]
        return "\n".join([self.account or "", *told])

    def _waiting_lines(self, limit):
        waiting = Domain("is_included", "=", True) & Domain("is_loaded", "=", False)
        return self.env["directive.history.import.line"].search(
            Domain("import_id", "=", self.id) & waiting, limit=limit
        )

    def _load_lines(self, lines):
        """Load these rows: new ones as tasks, changed ones into the tasks they are known as."""
        lines.is_loaded = True
        lines = lines._still_to_load()
        changed = lines.filtered(lambda line: line.known == "changed" and line.task_ref)
        fresh = lines - changed
        load = self.load_id._silently()
        if fresh:
            tasks = load._load(fresh._prepare_rows())
            for line, task in zip(fresh, tasks, strict=True):
                line.task_ref = task.id
        untouched = changed.filtered(lambda line: line._is_untouched())
        if untouched:
            tasks = load.env["directive.task"].browse(untouched.mapped("task_ref"))
            load._update(untouched._prepare_rows(), tasks)
        for line in changed - untouched:
            line.left_why = self.env._("Worked on since; it was left as it is.")
        load.created_count += len(fresh)
        load.updated_count += len(untouched)

    def _problem(self, error):
        if isinstance(error, UniqueViolation):
            return self.env["directive.history.row"]._sql_error_to_message(error)
        return str(error)

    def _end_load(self):
        self.load_id._silently().state = "loaded"
        self.state = "done"

    @api.model
    def _cron_load(self):
        """Go on with the loads that wait, one batch at a time; what is written is kept."""
        # Everybody's; each goes on with the rights and the words of the person who confirmed it.
        for wizard in self.sudo().search([("state", "=", "loading")], order="id"):
            author = wizard.create_uid
            spoken = wizard.with_user(author).with_context(lang=author.lang, tz=author.tz)
            spoken._filling()._go_on()

    def _go_on(self):
        """Load this import to its end; another run at the same time leaves it alone."""
        Cron = self.env["ir.cron"].sudo()  # the progress of the scheduled action
        while True:
            try:
                self.lock_for_update()
            except LockError:
                return
            lines = self._waiting_lines(AT_ONCE)
            if not lines:
                self._end_load()
                Cron._commit_progress(remaining=0)
                return
            try:
                with self.env.cr.savepoint():
                    self._load_lines(lines)
            except (UserError, UniqueViolation) as error:
                # Shown to the clerk, who corrects the row and goes on with the rest.
                self.write({"state": "read", "problem": self._problem(error)})
                return
            left = Cron._commit_progress(len(lines), remaining=len(self._waiting_lines(None)))
            self.env.invalidate_all()
            if left <= 0:
                return
