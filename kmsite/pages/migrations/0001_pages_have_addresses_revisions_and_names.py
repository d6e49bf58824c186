"""Make the tables of pages: addresses, revisions, names, links, tags, audiences and what is derived."""

import django.db.models.deletion
import django.db.models.functions.comparison
import taggit.managers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Audience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "audience",
                "verbose_name_plural": "audiences",
            },
        ),
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("article", "article")], max_length=12, verbose_name="kind"),
                ),
                ("slug", models.CharField(db_collation="C", max_length=200, verbose_name="address")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_key", models.CharField(db_collation="C", max_length=400)),
                ("lede", models.CharField(blank=True, max_length=500, verbose_name="lede")),
                ("position", models.PositiveIntegerField(default=0)),
                ("reach", models.IntegerField(default=0)),
                ("trashed_at", models.DateTimeField(blank=True, null=True)),
                ("trash", models.UUIDField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "audience",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pages.audience",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pages.page",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="pages.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name="slug"),
                ),
                ("key", models.CharField(db_collation="C", max_length=100, unique=True)),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="pages.page",
                    ),
                ),
                ("reach", models.IntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Shown",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="pages.page",
                    ),
                ),
                ("version", models.BigIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="edit summary")),
                ("minor", models.BooleanField(default=False, verbose_name="minor edit")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("body", models.TextField(verbose_name="text")),
                ("structure", models.JSONField(default=dict)),
                ("sha256", models.CharField(max_length=64)),
                ("key", models.CharField(blank=True, max_length=64)),
                (
                    "base",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pages.revision",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="pages.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
            },
        ),
        migrations.AddField(
            model_name="page",
            name="current",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pages.revision",
            ),
        ),
        migrations.CreateModel(
            name="PageTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_tags",
                        to="pages.page",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="page_tags", to="pages.tag"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="page",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="pages.PageTag",
                to="pages.Tag",
                verbose_name="Tags",
            ),
        ),
        migrations.CreateModel(
            name="AudienceMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="pages.audience",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audiences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"), models.F("audience"), name="a_person_is_in_an_audience_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__gt", 0)), name="nobody_is_a_member_of_everyone"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendering",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="pages.page",
                    ),
                ),
                ("html", models.TextField()),
                ("toc", models.JSONField(default=list)),
                ("text", models.TextField()),
                (
                    "revision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pages.revision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Name",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                ("key", models.CharField(db_collation="C", max_length=400)),
                (
                    "kind",
                    models.CharField(
                        choices=[("title", "title"), ("alias", "alias"), ("former", "former title")],
                        max_length=12,
                    ),
                ),
                (
                    "case",
                    models.CharField(
                        choices=[("any", "any case"), ("exact", "exactly as written")],
                        default="any",
                        max_length=8,
                    ),
                ),
                (
                    "autolink",
                    models.CharField(
                        choices=[
                            ("auto", "link by itself"),
                            ("manual", "link where asked"),
                            ("never", "never link"),
                        ],
                        default="manual",
                        max_length=8,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="pages.page",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("key"), models.F("page"), name="name_by_key")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("page"), models.F("key"), models.F("kind"), name="a_page_has_a_name_once"
                    ),
                    models.UniqueConstraint(
                        models.F("page"), condition=models.Q(("kind", "title")), name="a_page_has_one_title"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_collation="C", max_length=400)),
                ("anchor", models.CharField(blank=True, max_length=200)),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="pages.page",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="backlinks",
                        to="pages.page",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(models.F("target"), models.F("source"), name="link_by_target"),
                    models.Index(
                        models.F("key"), condition=models.Q(("target", None)), name="link_wanted_by_key"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("source"), models.F("key"), models.F("anchor"), name="a_link_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Redirect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=[("article", "article")], max_length=12)),
                ("slug", models.CharField(db_collation="C", max_length=200)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="redirects", to="pages.page"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("kind"), models.F("slug"), name="an_old_address_leads_to_one_page"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                models.OrderBy(models.F("at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="revision_by_time",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                models.F("by"),
                models.OrderBy(models.F("at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="revision_by_person_and_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                models.F("page"), models.F("number"), name="revisions_of_a_page_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                models.F("by"),
                models.F("key"),
                condition=models.Q(("key", ""), _negated=True),
                name="a_form_is_saved_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="pagetag",
            constraint=models.UniqueConstraint(
                models.F("content_object"), models.F("tag"), name="a_page_has_a_tag_once"
            ),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(
                models.F("parent"), models.F("position"), models.F("id"), name="page_among_siblings"
            ),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(
                models.F("reach"),
                models.F("kind"),
                models.OrderBy(models.F("changed_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("merged_into", None), ("trashed_at", None)),
                name="page_by_reach_and_change",
            ),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(
                models.F("kind"),
                models.OrderBy(models.F("changed_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("merged_into", None), ("trashed_at", None)),
                name="page_by_change",
            ),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(
                models.F("kind"),
                models.F("title_key"),
                models.F("id"),
                condition=models.Q(("merged_into", None), ("trashed_at", None)),
                name="page_by_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.UniqueConstraint(
                models.F("kind"), models.F("slug"), name="an_address_is_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.UniqueConstraint(
                models.F("kind"),
                django.db.models.functions.comparison.Coalesce("parent", 0),
                models.F("reach"),
                models.F("title_key"),
                condition=models.Q(("merged_into", None), ("trashed_at", None), ("kind", "article")),
                name="siblings_have_different_titles",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="no_page_is_its_own_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(("reach__gte", -1)), name="a_reach_is_known"
            ),
        ),
    ]
