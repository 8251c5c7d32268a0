"""A document as HTML, in the classes of `tokens.css`, `parts.css` and `bars.css`.

There is no style attribute and no script, so it stands under a strict content security policy.
Every text is escaped; none is read as markup.
"""

from html import escape
from itertools import count
from typing import assert_never

from alongside.methods import charts
from alongside.methods.documents.model import (
    Answered,
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Document,
    Figures,
    Finding,
    Heading,
    Notice,
    Pairs,
    Paragraph,
    Quote,
    Said,
    Table,
)
from alongside.methods.documents.outline import Section, finding_bar_words, sections, stands_over
from alongside.methods.documents.words import (
    base_words,
    cell_words,
    clean,
    people_words,
    range_words,
)
from alongside.methods.shown import Shown

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"


def to_html(document: Document) -> str:
    """Return the inside of a page's `<main class="flow">`: everything from the title on."""
    return _Html(document).main()


def to_html_page(document: Document, css: str) -> str:
    """Return a whole page in one file, with the style sheets `css` inside and nothing fetched.

    Raises ValueError for a style sheet that would end its own element.
    """
    if "</style" in css.lower():
        raise ValueError("a style sheet cannot hold </style")
    direction = ' dir="rtl"' if document.rtl else ""
    return (
        f'<!doctype html>\n<html lang="{_text(document.language)}"{direction}>\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(clean(document.title))}</title>\n<style>\n{css}\n</style>\n</head>\n"
        f'<body class="public">\n<main id="main" class="flow">\n{to_html(document)}\n</main>\n'
        "</body>\n</html>\n"
    )


class _Html:
    """Draws one document; counts its tables and sections to name them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = document.words
        self.numbers = count(1)

    def main(self) -> str:
        document = self.document
        parts = [
            _p(document.stamp, "notice wait stamp"),
            _p(document.kicker, "kicker"),
            f"<h1>{_text(document.title)}</h1>",
            *(self.section(section) for section in sections(document)),
            self.facts(),
        ]
        return "\n".join(part for part in parts if part)

    def section(self, section: Section) -> str:
        blocks = "\n".join(self.block(block, section.level) for block in section.blocks)
        if section.heading is None:
            return blocks
        name = f"part-{next(self.numbers)}"
        return (
            f'<section class="section flow" aria-labelledby="{name}">\n'
            f'<h2 id="{name}">{_text(section.heading.text)}</h2>\n{blocks}\n</section>'
        )

    def block(self, block: Block, level: int) -> str:
        match block:
            case Heading():
                return f"<h{level}>{_text(block.text)}</h{level}>"
            case Paragraph():
                return _p(block.text, "" if block.tone == "body" else block.tone)
            case Bullets():
                return f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in block.items)}</ul>"
            case Figures():
                return self.figures(block)
            case Finding():
                return self.finding(block, level)
            case Bars():
                return self.bars(block)
            case Pairs():
                return self.pairs(block)
            case Table():
                return self.table(block)
            case Quote():
                return _quote(block)
            case Answered():
                return self.answered(block, level)
            case Notice():
                paragraphs = "".join(_p(text) for text in block.paragraphs)
                title = f"<h{level}>{_text(block.title)}</h{level}>"
                return f'<div class="notice">{title}{paragraphs}</div>'
            case _:
                assert_never(block)

    def cell(self, cell: Cell, decimals: int = 1) -> str:
        text = _text(cell_words(cell, self.words, decimals))
        hidden = isinstance(cell, Shown) and cell.hidden
        return f'<span class="withheld">{text}</span>' if hidden else text

    def figures(self, block: Figures) -> str:
        items = "".join(
            f"<div><dt>{_text(label)}</dt><dd>{self.cell(number)}</dd></div>"
            for label, number in block.items
        )
        return f'<dl class="figures">{items}</dl>'

    def finding(self, block: Finding, level: int) -> str:
        base = base_words(block.base, self.words)
        says = finding_bar_words(block, self.document)
        parts = [
            f'<p class="count">{self.cell(block.count)}{_small(base)}</p>',
            f"<h{level}>{_text(block.title)}</h{level}>",
            _p(block.sentence),
            charts.bar(block.share, "with", block.low, block.high, says),
            _p(block.note, "soft"),
        ]
        return f'<div class="finding">{"".join(parts)}</div>'

    def number_and_bar(self, bar: Bar) -> str:
        likely = range_words(bar.low, bar.high, self.words)
        return (
            f'<span class="number">{self.cell(bar.value)}</span>'
            f"{_small(likely)}"
            f"{charts.bar(bar.share, bar.tone, bar.low, bar.high)}"
        )

    def bars(self, block: Bars) -> str:
        rows = "".join(_row(bar.label, self.number_and_bar(bar)) for bar in block.bars)
        foot = "" if block.total is None else _row(block.total[0], self.cell(block.total[1]))
        return self.chart(block, rows, foot)

    def pairs(self, block: Pairs) -> str:
        rows = "".join(
            _row(label, f"{self.half(then)} {self.half(now)}") for label, then, now in block.rows
        )
        return self.chart(block, rows)

    def half(self, bar: Bar) -> str:
        likely = range_words(bar.low, bar.high, self.words)
        drawn = charts.bar(bar.share, bar.tone, bar.low, bar.high)
        label = f"{_text(bar.label)} {self.cell(bar.value)}"
        look = "pair over" if stands_over(bar) else "pair"
        return f'<span class="{look}"><span>{label}{_small(likely)}</span>{drawn}</span>'

    def chart(self, block: Bars | Pairs, rows: str, foot: str = "") -> str:
        # Roles, because the rows of a chart are stacked on a narrow page and would lose them.
        head = "".join(
            f'<th scope="col" role="columnheader">{_text(text)}</th>' for text in block.head
        )
        foot = f'<tfoot role="rowgroup">{foot}</tfoot>' if foot else ""
        return (
            f'<div class="chart">{_p(block.says)}<table class="bars" role="table">'
            f"{_caption(block.caption, block.note)}"
            f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
            f'<tbody role="rowgroup">{rows}</tbody>{foot}</table></div>'
        )

    def table(self, block: Table) -> str:
        name = f"table-{next(self.numbers)}"
        head = "".join(
            f'<th scope="col"{_numeric(column.number)}>{_text(column.label)}</th>'
            for column in block.columns
        )
        rows = "".join(self.row(block, row) for row in block.rows)
        foot = "" if block.total is None else f"<tfoot>{self.row(block, block.total)}</tfoot>"
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{name}"><table>'
            f"{_caption(block.caption, block.note, name)}"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>{foot}</table></div>"
        )

    def row(self, block: Table, row: tuple[Cell, ...]) -> str:
        cells = "".join(
            f"<td{_numeric(column.number)}>{self.cell(cell, column.decimals)}</td>"
            for column, cell in zip(block.columns[1:], row[1:], strict=True)
        )
        return (
            f'<tr><th scope="row">{self.cell(row[0], block.columns[0].decimals)}</th>{cells}</tr>'
        )

    def answered(self, block: Answered, level: int) -> str:
        words = self.words
        we = {"did": words.we_did, "no": words.we_said_no, "wait": words.we_have_not}[block.state]
        look = "we" if block.state == "did" else f"we {block.state}"
        did = _p(block.did, "did")
        you = "".join(self.you_said(said, level) for said in block.said)
        return (
            f'<div class="answered"><div class="you">{you}</div>'
            f'<div class="{look}">{_labelled(we, block.did_when, level)}{did}</div></div>'
        )

    def you_said(self, said: Said, level: int) -> str:
        by = people_words(said.people, said.base, self.words)
        quotes = "".join(
            f'<p class="soft" dir="auto">{_text(self.words.one_wrote.format(words=words))}</p>'
            for words in said.quotes
        )
        return (
            f"{_labelled(self.words.you_said, by, level)}"
            f'<div class="said"><p dir="auto">{_text(said.text)}</p></div>{quotes}'
        )

    def facts(self) -> str:
        if not self.document.facts:
            return ""
        rows = "".join(
            f"<div><dt>{_text(label)}</dt><dd>{_text(text)}</dd></div>"
            for label, text in self.document.facts
        )
        return (
            '<section class="section flow" aria-labelledby="about">'
            f'<h2 id="about" class="smaller">{_text(self.words.about)}</h2>'
            f'<dl class="summary">{rows}</dl></section>'
        )


def _text(text: str) -> str:
    return escape(clean(text)).replace("\n", "<br>")


def _p(text: str, look: str = "") -> str:
    if not text:
        return ""
    return f'<p class="{look}">{_text(text)}</p>' if look else f"<p>{_text(text)}</p>"


def _caption(caption: str, note: str, name: str = "") -> str:
    named = f' id="{name}"' if name else ""
    return f"<caption{named}>{_text(caption)}{_small(note)}</caption>"


def _small(text: str) -> str:
    return f" <small>{_text(text)}</small>" if text else ""


def _row(label: str, cell: str) -> str:
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{_text(label)}</th>'
        f'<td role="cell">{cell}</td></tr>'
    )


def _numeric(number: bool) -> str:
    return ' class="num"' if number else ""


def _labelled(who: str, more: str, level: int) -> str:
    return f"<h{level}>{_text(' · '.join(part for part in (who, more) if part))}</h{level}>"


def _quote(block: Quote) -> str:
    source = f"<footer>{_text(block.source)}</footer>" if block.source else ""
    words = f'<p dir="auto">{_text(block.text)}</p>'
    return f'<blockquote class="beside said">{words}{source}</blockquote>'
