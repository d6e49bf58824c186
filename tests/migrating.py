"""The migrations run once for all processes of a run of tests: the first leaves the others a copy."""

import fcntl
import os

from django.db import connection


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
