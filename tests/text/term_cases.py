"""Sentences, and what becomes of them: [[km: KM]] is a link to a term, [[?capture: x]] to a choice."""

# ruff: noqa: RUF001

from tests.text import term_cases_of_places as places
from tests.text import term_cases_of_signs as signs
from tests.text import term_cases_of_words as words

NAMES = {
    "km": ("knowledge management", "=KM"),
    "ol": ("organisational learning", "=OL"),
    "kl": ("knowledge leadership",),
    "kmgr": ("knowledge manager",),
    "cop": ("community of practice", "communities of practice", "=CoP"),
    "aar": ("after action review", "=AAR"),
    "kms": ("=KMS",),
    "qa": ("=Q&A",),
    "cpp": ("=C++",),
    "it": ("=IT",),
    "community": ("community",),
    "cafe": ("café",),
    "capture-km": ("capture",),
    "capture-it": ("capture",),
    "learning": ("learning",),
    "pa": ("peer assist",),
    # Names in other words, signs and languages.
    "policy": ("information policy",),
    "process": ("business process",),
    "analysis": ("network analysis", "network analyses"),
    "net": ("=.NET",),
    "csharp": ("=C#",),
    "ab": ("A/B testing",),
    "rnd": ("R&D",),
    "oreilly": ("O'Reilly method",),
    "ld": ("learning & development",),
    "iso": ("=ISO 30401",),
    "kai": ("kaizen",),
    "uebung": ("Übung",),
    "strasse": ("Wissensstraße",),
    "bilgi": ("bilgi yönetimi",),
    "isik": ("ışık",),
    "gnosi": ("διαχείριση γνώσης",),
    "znanie": ("управление знаниями",),
    "zh": ("知识管理",),
    "ja": ("ナレッジ",),
    "ko": ("지식 경영",),
    "hi": ("ज्ञान प्रबंधन",),
    "ar": ("إدارة المعرفة",),
    "fa": ("دانش‌آموز",),
    "fr": ("apprentissage",),
    "analyse": ("analyse",),
    "tacit": ("tacit knowledge",),
    "tk": ("tacit knowledge transfer",),
    "aids": ("=AIDS",),
    "aid": ("aid",),
    "who": ("=WHO",),
    "ba": ("=Ba",),
    "pdca": ("plan-do-check-act",),
    "kmx": ("KM maturity",),
    "web": ("Web 2.0",),
}
STOP = ("community college", "learning curve", "the who")

TABLE = [
    "<p>[[km: Knowledge management]] is a process.</p>",
    "[[km: Knowledge management]] (KM) matters. KM is broad.",
    "<h2>Knowledge management</h2><p>What is [[km: knowledge management]]?</p>",
    "<blockquote>knowledge management (KM) is …</blockquote><p>IBM on [[km: KM]].</p>",
    "Set <code>KM=1</code> then use [[km: KM]].",
    '<a href="/glossary/km/">KM</a>, then knowledge management',
    "A [[cop: community of practice]] is a [[community: community]].",
    "[[cop: Communities of practice]] vary.",
    "Three [[aar: after action reviews]].",
    "The [[kms: KMS]] failed.",
    "Ran 5 KM today.",
    "[[km: KM]]'s value and [[ol: organisational learning]]’s goal",
    "A [[km: knowledge-management]] tool; KM-based.",
    "non-KM work and e-learning",
    "Share knowledge, management will follow. Knowledge. Management.",
    "knowledge <em>management</em> matters",
    "[[qa: Q&amp;A]] about [[cpp: C++]].",
    "&lt;b&gt;[[km: KM]]&lt;/b&gt; &amp;amp;",
    "A community college has a [[community: community]].",
    "We [[?capture: capture]] lessons.",
    '<div class="note no-glossary x">KM</div><p>[[km: KM]]</p>',
    "know\u00adledge management with a soft hyphen inside a word",
]

# What went wrong in other linkers; see decision 30.
TRAPS = [
    # Only links were left alone.
    "<pre>KM</pre><h2>OL</h2><p><code>AAR</code> [[km: KM]] [[ol: OL]] [[aar: AAR]]</p>",
    # The opt-out had to be the only class.
    '<p class="lead no-glossary">KM</p><p class="lead">[[km: KM]]</p>',
    # Spellings were counted instead of terms, and each field of a page for itself.
    "<p>[[km: Knowledge management]]</p><p>KM</p><ul><li>knowledge-management</li></ul>",
    # \b does not know where C++ ends, nor that R&D is one word.
    "[[cpp: C++]], [[rnd: R&amp;D]]; [[net: .NET]]",
    # Case was folded without knowing letters beyond ASCII.
    "[[uebung: ÜBUNG]] und [[cafe: CAFÉ]] und [[gnosi: ΔΙΑΧΕΊΡΙΣΗ ΓΝΏΣΗΣ]]",
    # The words were put back unescaped.
    "[[ld: learning &amp; development]] &lt;script&gt;[[km: KM]]&lt;/script&gt; &amp;lt;",
    # A shorter name took a part of a longer one, or a long one that failed lost the short one.
    "[[tk: tacit knowledge transfer]]; [[tacit: tacit knowledge]] transfusion",
    "[[community: community]] of <em>practice</em>, [[cop: community of practice]]",
    # The word became the name in the dictionary.
    "[[km: kNOWLEDGE  mANAGEMENT]]",
    # Names were replaced inside of attributes and of links just laid.
    '<img alt="KM" src="/files/1/KM.png"> <span title="KM">[[km: KM]]</span>',
    "[[kmx: KM maturity]] [[kms: KMS]] [[km: KM]]",
]

CASES = {
    "traps": TRAPS,
    "table": TABLE,
    "case": words.CASE,
    "forms": words.FORMS,
    "longest": words.LONGEST,
    "gaps": signs.GAPS,
    "glued": signs.GLUED,
    "numbers": words.NUMBERS,
    "shouted": words.SHOUTED,
    "signs": signs.SIGNS,
    "skipped": places.SKIPPED,
    "once": places.ONCE,
    "languages": words.LANGUAGES,
}
