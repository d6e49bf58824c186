"""Code blocks, coloured by Pygments' short classes."""

from collections.abc import Callable
from functools import lru_cache
from html import escape

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, Token, _TokenType
from pygments.util import ClassNotFound

from kmsite.text.clock import Clock

# Beyond these sizes code is shown plain: some lexers backtrack on long lines, and no clock can look into a
# regular expression.
_LONGEST_CODE = 40_000
_LONGEST_LINE = 1_000
# Names that GitHub knows and Pygments does not.
_ALIASES = {
    "jsonc": "json",
    "mdx": "markdown",
    "shell-session": "console",
    "sh-session": "console",
    "gitignore": "text",
    "plaintext": "text",
    "plain": "text",
    "txt": "text",
    "azurecli": "bash",
    "tf": "terraform",
    "hcl": "terraform",
    "dotenv": "ini",
    "env": "ini",
    "proto": "protobuf",
    "vue": "html",
    "svelte": "html",
    "csharp": "c#",
    "cs": "c#",
}
# Languages that are coloured. A fixed list: the other few hundred lexers are not all fit for hostile text.
# fmt: off
LANGUAGES = frozenset(
    {
        "bash", "sh", "shell", "zsh", "console", "bat", "powershell", "ps1", "pwsh", "python", "py",
        "pycon", "javascript", "js", "jsx", "typescript", "ts", "tsx", "json", "yaml", "yml", "toml", "ini",
        "cfg", "xml", "html", "css", "scss", "sql", "postgresql", "java", "kotlin", "kt", "scala", "groovy",
        "c", "cpp", "c++", "c#", "go", "golang", "rust", "rs", "ruby", "rb", "php", "perl", "r", "swift",
        "lua", "markdown", "md", "diff", "patch", "dockerfile", "docker", "makefile", "make", "nginx",
        "terraform", "graphql", "protobuf", "http", "django", "jinja", "latex", "tex", "haskell", "elixir",
        "clojure", "dart", "julia", "matlab", "objective-c", "viml", "sparql", "turtle",
    }
)
# fmt: on


def code_html(lines: list[str], language: str, clock: Clock) -> str:
    """Return a code block as HTML: <div class="highlight"><pre><code>, tokens as <span class="k">."""
    code = "\n".join(lines)
    lexer = None if _is_too_big(code) else _lexer(language, clock)
    inner = _coloured(code, lexer, clock.tick) if lexer else escape(code, quote=False)
    end = "\n" if lines else ""
    return f'<div class="highlight"><pre tabindex="0"><code>{inner}{end}</code></pre></div>'


def _is_too_big(code: str) -> bool:
    return len(code) > _LONGEST_CODE or any(len(line) > _LONGEST_LINE for line in code.split("\n"))


def _lexer(language: str, clock: Clock) -> Lexer | None:
    name = language.split(maxsplit=1)[0].strip("{}.").split("{")[0].lower() if language.strip("{}. ") else ""
    name = _ALIASES.get(name, name)
    if name not in LANGUAGES:
        return None
    with clock.standing():
        return _loaded(name)


@lru_cache(maxsize=len(LANGUAGES))
def _loaded(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _coloured(code: str, lexer: Lexer, tick: Callable[[], None]) -> str:
    pieces: list[str] = []
    for number, (kind, value) in enumerate(lexer.get_tokens(code)):
        if number % 16 == 0:
            tick()
        text = escape(value, quote=False)
        name = _token_class(kind)
        pieces.append(f'<span class="{name}">{text}</span>' if name else text)
    return "".join(pieces).rstrip("\n")


def _token_class(kind: _TokenType) -> str:
    if kind in Token.Text or kind is Token.Name:
        return ""
    while kind not in STANDARD_TYPES:
        kind = kind.parent
    return STANDARD_TYPES[kind]
