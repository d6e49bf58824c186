"""The picture that stands beside a pasted link to a term."""

from django.http import Http404
from django.views.decorators.http import require_safe

from glossary.models import Term
from glossary.previewing import has_picture
from glossary.sharing import citation
from glossary.views.public_card import drawn, public_picture
from kmsite.pages.permissions import page_or_404
from kmsite.pages.shown.strangers import answering_strangers


@answering_strangers(public_picture)
@require_safe
def picture(request, slug):
    term = page_or_404(request.user, Term, slug)
    if not has_picture(term.status):
        raise Http404
    kept = "private, no-cache" if request.user.is_authenticated else "public, max-age=0, must-revalidate"
    return drawn(request, citation(term, term.current), kept)
