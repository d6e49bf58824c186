"""Say whether one comes to an event."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.events import attending
from communities.events.attending import AnswerRefused
from communities.models import Event
from kmsite.pages.counts.counting import refuse_too_often
from kmsite.pages.permissions import page_or_404


@login_required
@require_POST
def answer(request, slug):
    event = page_or_404(request.user, Event, slug)
    refuse_too_often(request, "answer")
    try:
        row = attending.answer(event, request.POST.get("answer", ""), by=request.user)
    except AnswerRefused as refused:
        messages.warning(request, str(refused))
        return redirect(f"{event.get_absolute_url()}#answer")
    if row.is_waiting:
        line = attending.place_in_line(row)
        messages.info(request, _("All places are taken: you are number %d on the waiting list.") % line)
    else:
        messages.success(request, _("Your answer is saved: %s.") % row.get_answer_display())
    return redirect(f"{event.get_absolute_url()}#answer")
