"""Words in Markdown to HTML that can do nothing: no scripts, no pictures, no styles, no other tags.

Whoever may write a page is trusted with its words, not with its readers' browsers.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_ALLOWED = re.compile(r"https?://|mailto:|tel:|/(?![/\\])|\.{1,2}/|#", re.IGNORECASE)
DEEPEST = 6


class _Renderer(RendererHTML):
    """Markdown-it's own, but for what needs more care than it takes."""

    def image(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        """A picture is its words: nothing is loaded from anywhere."""
        return self.renderInlineAsText(tokens[i].children or [], options, env)

    def table_open(self, *_: Any) -> str:
        return '<div class="scroll" role="region" aria-label="Table" tabindex="0">\n<table>\n'

    def table_close(self, *_: Any) -> str:
        return "</table>\n</div>\n"


def _any_link(url: str) -> bool:
    """Let the parser read every link: `_links` takes out those that may not be."""
    return bool(url)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=_Renderer)
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser.enable("table")


_PARSER = _parser()


@lru_cache(maxsize=256)
def html(words: str, *, top: int = 2) -> str:
    """Return the HTML of `words`, safe to put into a page as it is.

    Its highest headings become `<h{top}>` and no level is left out, so that they fit under the
    headings of the page. A link leads to http, https, mailto, tel or this site; of any other only
    its words stay.

    >>> html("# Welcome *in*")
    '<h2>Welcome <em>in</em></h2>\\n'
    >>> html("[Go](javascript:alert(1)) <b>")
    '<p>Go &lt;b&gt;</p>\\n'
    """
    tokens = _PARSER.parse(words)
    _headings(tokens, top)
    for token in tokens:
        if token.children:
            token.children = _links(token.children)
        if token.tag in {"th", "td"}:
            _cell(token)
    return str(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def plain(words: str) -> list[str]:
    """Return the words of each paragraph, heading, item and cell without their marks.

    >>> plain("# Hello\\n\\nYou *can*\\n\\n- come\\n- go")
    ['Hello', 'You can', 'come', 'go']
    """
    return [
        "".join(
            "\n" if child.type in {"softbreak", "hardbreak"} else child.content
            for child in token.children or []
        )
        for token in _PARSER.parse(words)
        if token.type == "inline"
    ]


def _headings(tokens: list[Token], top: int) -> None:
    found = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    levels = sorted({token.tag for token in found})
    for token in found:
        token.tag = f"h{min(DEEPEST, top + levels.index(token.tag))}"


def _cell(token: Token) -> None:
    """Say what a heading is of, and put a style, which pages do not allow, into a class."""
    right = "right" in str(token.attrs.pop("style", ""))
    if right:
        token.attrSet("class", "num")
    if token.type == "th_open":
        token.attrSet("scope", "col")


def _links(children: list[Token]) -> list[Token]:
    """Return the tokens of a line without the links that lead where none may."""
    kept: list[Token] = []
    dropped = False
    for token in children:
        if token.type == "link_open":
            dropped = not _ALLOWED.match(str(token.attrGet("href") or ""))
        if not dropped or token.type not in {"link_open", "link_close"}:
            kept.append(token)
    return kept
