"""What a load balancer asks: does the process live, and can it do its work."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.http import require_safe

NEVER_KEPT = {"Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8"}


@require_safe
def healthz(request):
    return HttpResponse("alive\n", headers=NEVER_KEPT)


@require_safe
def readyz(request):
    try:
        waiting = waiting_migrations()
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, headers=NEVER_KEPT)
    if waiting:
        return HttpResponse("migrations are waiting\n", status=503, headers=NEVER_KEPT)
    return HttpResponse("ready\n", headers=NEVER_KEPT)


def waiting_migrations():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())
