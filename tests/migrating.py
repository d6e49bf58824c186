"""The migrations run quickly, and once for all processes of a run: the first leaves the others a copy."""

import fcntl
import os
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection
from django.db.migrations.state import ProjectState


@contextmanager
def quickly():
    """Migrate without making all models anew for what changes none of those that are there.

    Django does so after each new model, index and constraint, in two thirds of the time that migrations
    take. A site that is started (`tests.ground`) migrates as everybody's does.
    """
    with (
        patch.object(ProjectState, "add_model", _add_model),
        patch.object(ProjectState, "_append_option", _append_option),
    ):
        yield


def _add_model(state, model):
    state.models[model.app_label, model.name_lower] = model
    if state._relations is not None:
        state.resolve_model_relations((model.app_label, model.name_lower))
    if "apps" in state.__dict__:
        state.apps.render_multiple([model])


def _append_option(state, app_label, model_name, name, index_or_constraint):
    options = state.models[app_label, model_name].options
    options[name] = [*options[name], index_or_constraint]
    if "apps" in state.__dict__:
        of_model = state.apps.get_model(app_label, model_name)._meta
        setattr(of_model, name, [*getattr(of_model, name), index_or_constraint.clone()])
        of_model._expire_cache()


class Copying:
    """One process's part in it; `folder` is common to all of them, and tells who uses the copy."""

    def __init__(self, folder):
        self.name, self.users = folder / "migrated-database", folder / "users-of-it"
        self.me = self.users / str(os.getpid())
        self.turn = open(folder / "migrated.lock", "w")  # noqa: SIM115 held over several fixtures

    def begin(self):
        """Wait for whoever is migrating; then begin with the copy, or without it be the first."""
        fcntl.flock(self.turn, fcntl.LOCK_EX)
        self.users.mkdir(exist_ok=True)
        self.me.touch()
        if self.name.exists():
            connection.settings_dict["TEST"]["TEMPLATE"] = self.name.read_text()

    def leave_a_copy(self):
        """Copy the database, which was just made, unless it is a copy; let the others go on."""
        if not self.name.exists():
            connection.creation.clone_test_db("migrated", verbosity=0, autoclobber=True)
            self.name.write_text(connection.creation.get_test_db_clone_settings("migrated")["NAME"])
        fcntl.flock(self.turn, fcntl.LOCK_UN)

    def end(self):
        """Remove the copy after its last user."""
        fcntl.flock(self.turn, fcntl.LOCK_EX)
        self.me.unlink()
        if not any(self.users.iterdir()):
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{self.name.read_text()}"')
            self.name.unlink()
        fcntl.flock(self.turn, fcntl.LOCK_UN)
