"""The desk: a table of the admin that curators write, by functions of the site and never by its rows."""

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from glossary.admin.giving_back import giving_back
from kmsite.accounts.roles import rights_of
from kmsite.text.refusal import TextRefused

RIGHT = "glossary"


class Sheet:
    """A form under way, and what stands below it: `parts` are those of a term, none elsewhere."""

    parts = ()

    def __init__(self, form):
        self.form = form

    def is_valid(self):
        return self.form.is_valid()

    @property
    def has_changed(self):
        return self.form.has_changed()

    @property
    def media(self):
        return self.form.media

    @property
    def errors(self):
        return helpers.AdminErrorList(self.form, [part.formset for part in self.parts])

    def refuse(self, refused):
        """Say in the form why nothing was saved; everything that was typed stands there still."""
        self.form.add_error(None, str(refused))


class Desk(admin.ModelAdmin):
    """Django's lists and the look of its forms; what is saved goes through `store` of the table.

    Nothing here runs in one transaction with the admin: each writer has its own, and tries again.
    """

    show_full_result_count = False
    list_per_page = 50

    def get_urls(self):
        urls = super().get_urls()
        for url in urls:
            if (url.name or "").endswith(("_add", "_change")):
                url.callback = giving_back(url.callback)
        return urls

    def has_module_permission(self, request):
        return RIGHT in rights_of(request.user)

    def has_view_permission(self, request, obj=None):
        return RIGHT in rights_of(request.user)

    def has_add_permission(self, request):
        return RIGHT in rights_of(request.user)

    def has_change_permission(self, request, obj=None):
        return RIGHT in rights_of(request.user)

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, obj):
        """Lead to the object's own address."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def save_model(self, request, obj, form, change):
        """Store nothing: `store` hands the whole form to the writer."""

    def save_formset(self, request, form, formset, change):
        """Store nothing."""

    def delete_queryset(self, request, queryset):
        """Delete nothing: there is no such action."""

    def sheet(self, request, obj):
        """Return the form of `obj`, or that of a new one, filled in from the request if it was sent."""
        raise NotImplementedError

    def store(self, request, sheet, obj):
        """Save what `sheet` says and return (object, sentence); raises TextRefused."""
        raise NotImplementedError

    @method_decorator(csrf_protect)
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if not self.has_change_permission(request):
            raise PermissionDenied
        obj = None if object_id is None else self.get_object(request, unquote(object_id))
        if obj is None and object_id is not None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        sheet = self.sheet(request, obj)
        if request.method == "POST" and (answer := self.saved(request, sheet, obj)):
            return answer
        return self.shown(request, sheet, obj, form_url, extra_context)

    def saved(self, request, sheet, obj):
        """Save the form and return where it leads; None where it comes back with what is wrong."""
        if not sheet.is_valid():
            return None
        try:
            now, told = self.store(request, sheet, obj)
        except TextRefused as refused:
            sheet.refuse(refused)
            return None
        if IS_POPUP_VAR in request.POST and obj is None:
            return self.response_add(request, now)
        messages.success(request, told)
        return HttpResponseRedirect(self.place_after(request, now))

    def response_action(self, request, queryset):
        """Lead back from a form whose chosen rows are none: Django would fail."""
        chosen = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
        if all(id.isascii() and id.isdigit() and len(id) < 19 for id in chosen):
            return super().response_action(request, queryset)
        messages.warning(request, _("What you chose is not there any more. Nothing was changed."))
        return HttpResponseRedirect(request.get_full_path())

    def delete_view(self, request, object_id, extra_context=None):
        """Delete what nothing refers to; say of everything else why it stays."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except TextRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(self.list_address)

    def history_view(self, request, object_id, extra_context=None):
        """Lead back to the form: the log of the admin is no history."""
        return HttpResponseRedirect(self.list_address)

    def place_after(self, request, obj):
        """Return the address to go to when `obj` was saved, by the button that was pressed."""
        if "_continue" in request.POST:
            return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        if "_addanother" in request.POST:
            return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return self.response_post_save_change(request, obj).url

    def shown(self, request, sheet, obj, form_url="", extra_context=None):
        """Answer with the form."""
        fieldsets = list(self.get_fieldsets(request, obj))
        title = _("Change %s") if obj else _("Add %s")
        context = {
            **self.admin_site.each_context(request),
            "title": title % self.opts.verbose_name,
            "subtitle": str(obj) if obj else None,
            "adminform": helpers.AdminForm(sheet.form, fieldsets, {}, model_admin=self),
            "sheet": sheet,
            "object_id": obj and obj.pk,
            "original": obj,
            "is_popup": IS_POPUP_VAR in request.POST or IS_POPUP_VAR in request.GET,
            "media": self.media + sheet.media,
            "inline_admin_formsets": [],
            "errors": sheet.errors,
            "preserved_filters": self.get_preserved_filters(request),
            "show_save_and_add_another": obj is None,
            **(extra_context or {}),
        }
        return self.render_change_form(
            request, context, add=obj is None, change=obj is not None, obj=obj, form_url=form_url
        )

    @cached_property
    def list_address(self):
        """The address of the list."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
