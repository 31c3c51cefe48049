"""The lexer of code in tabs: what gets an element of its own."""

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name


def test_names_punctuation_and_operators_are_plain_text() -> None:
    code = "for x in range(3):\n    y = model.layer(x) + 0.5  # why\n"
    assert highlight(code, get_lexer_by_name("python-cell"), HtmlFormatter(nowrap=True)).splitlines() == [
        '<span class="k">for</span> x <span class="ow">in</span> range(<span class="mi">3</span>):',
        '    y = model.layer(x) + <span class="mf">0.5</span>  <span class="c1"># why</span>',
    ]
