"""A program that uses a cluster: each line it is given is SQL, each line it prints is the answer as JSON."""

import json
import os
import sys
from pathlib import Path

import psycopg2

from kmsite.embedded_postgres.cluster import DATABASE, PORT, SUPERUSER
from kmsite.embedded_postgres.keeper import enter
from kmsite.embedded_postgres.refusal import Refused


def answer(path, sql):
    host = enter(path)
    with psycopg2.connect(host=host, port=PORT, user=SUPERUSER, dbname=DATABASE) as connection:
        cursor = connection.cursor()
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def leave_a_child_behind():
    """Fork a child that ends at once, as a web server's worker does."""
    child = os.fork()
    if not child:
        sys.exit(0)
    os.waitpid(child, 0)
    return []


def main(path):
    for line in sys.stdin:
        try:
            said = leave_a_child_behind() if line == "fork\n" else answer(path, line.strip())
        except Refused as refusal:
            sys.exit(str(refusal))
        print(json.dumps(said, default=str), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
