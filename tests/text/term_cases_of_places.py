"""Sentences about places: where no link is laid, and that a term is linked once."""

INLINE = ("code", "kbd", "samp", "var", "abbr", "dfn", "q", "cite")
BLOCKS = (
    *("h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "nav", "summary"),
    *("button", "label", "textarea", "select", "script", "style", "svg", "math"),
)

SKIPPED = [
    *(f"<{tag}>KM</{tag}> and [[km: KM]]" for tag in INLINE),
    *(f"<{tag}>KM</{tag}><p>[[km: KM]]</p>" for tag in BLOCKS),
    "<pre><code><span>KM</span> KM</code></pre><p>[[km: KM]]</p>",
    '<a href="/elsewhere/">KM</a> and [[km: KM]]',
    '<a href="/elsewhere/"><b>KM</b> KM</a> and [[km: KM]]',
    "<blockquote><blockquote>KM</blockquote>KM</blockquote><p>[[km: KM]]</p>",
    '<div class="no-glossary"><div>KM</div>KM</div>[[km: KM]]',
    '<span class="no-glossary">KM</span> [[km: KM]]',
    '<p class="a no-glossary b">KM</p><p class="no-glossary-x">[[km: KM]]</p>',
    '<p translate="no">KM</p><p translate="yes">[[km: KM]]</p>',
    '<p data-x="no-glossary">[[km: KM]]</p>',
    '<p title=" class=no-glossary translate=no">[[km: KM]]</p>',
    '<img alt="KM > KM" title="<p>KM</p>"><p>[[km: KM]]</p>',
    '<a title="a > b" href="/x/">KM</a> [[km: KM]]',
    '<sup class="footnote"><a class="footnote-ref" href="#user-content-fn-1">1</a></sup> [[km: KM]]',
    '<div class="toc"><ul><li>KM</li></ul></div>[[km: KM]]',
    '<aside class="note"><p class="t">KM</p><p>[[km: KM]]</p></aside>',
    "<ul><li>[[km: KM]]</li><li>KM, [[ol: OL]]</li></ul>",
    "<table><tr><th>[[km: KM]]</th><td>[[ol: OL]]</td></tr></table>",
    "<dl><dt>[[km: KM]]</dt><dd>[[ol: OL]]</dd></dl>",
    "<del>[[km: KM]]</del> <mark>[[ol: OL]]</mark>",
    "KM < OL",
    "<p>[[km: KM]]</p> < <p>OL</p>",
]

ONCE = [
    "[[km: Knowledge management]], KM, KM, knowledge-management",
    "[[km: KM]] is knowledge management",
    '<a href="/glossary/km/#history">history</a> of KM and [[ol: OL]]',
    'KM, and later <a href="/glossary/km/">its term</a>',
    '<a href="/glossary/km">no slash</a> KM',
    '<a href="/glossary/km/v/4/">version 4</a> KM',
    '<a href="/glossary/km/?a=b">asked</a> KM',
    '<a href="/glossary/kms/">another</a> [[km: KM]], KMS',
    '<a href="/glossary/km-tools/">another</a> [[km: KM]]',
    '<h2><a href="/glossary/km/">KM</a></h2><p>KM</p>',
    "We [[?capture: capture]] and capture and Captures.",
    "[[?capture: Captures]] and a capture",
    'We capture <a href="/glossary/capture-it/">screens</a>.',
]
