"""The page at /docs: both documents, written out for people; no script, and one style sheet of our own."""

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from markdown_it import MarkdownIt

from verkstad.contract import CLOSE_CODES, JSON, operations
from verkstad.documents.schemas import fields_of, kind_of
from verkstad.kernel.contract import PROBLEM_JSON, example_of
from verkstad.kernel.problems import every_problem

Document = dict[str, Any]

_markdown = MarkdownIt("commonmark", {"html": False})

START = """\
export VERKSTAD=http://localhost:8000
export TOKEN=vst_…            # made under your own settings, shown once

# Who am I?
curl -H "Authorization: Bearer $TOKEN" $VERKSTAD/api/v1/session

# Add an assignment; repeat the line as often as you like, the key makes it one
curl -X POST $VERKSTAD/api/v1/boards/$PLAN/cards \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -H "Idempotency-Key: boka-lokal-2026-11-18" \\
  -d '{"title": "Boka lokal"}'

# Take the plan as it is, then what has happened since version 214
curl -H "Authorization: Bearer $TOKEN" $VERKSTAD/api/v1/boards/$PLAN
curl -H "Authorization: Bearer $TOKEN" "$VERKSTAD/api/v1/boards/$PLAN/events?after=214"

# Follow it live, line by line
curl -N -H "Authorization: Bearer $TOKEN" "$VERKSTAD/api/v1/boards/$PLAN/stream?after=214"
"""


def page(openapi: Document, asyncapi: Document) -> str:
    """Write the whole page."""
    version = escape(openapi["info"]["version"])
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Verkstad: the interface</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/page.css">
</head>
<body>
<a class="skip" href="#start">To the content</a>
<header>
<p class="name"><a href="/">Verkstad</a></p>
<h1>The interface</h1>
<p class="soft">Version {version} · <a href="/api/v1/openapi.json">openapi.json</a> ·
<a href="/api/v1/asyncapi.json">asyncapi.json</a></p>
</header>
<div class="columns">
<nav aria-label="Contents">
{_contents(openapi)}
</nav>
<main>
<section id="start">
<h2>To begin with</h2>
{_markdown.render(openapi["info"]["description"])}
<pre><code>{escape(START)}</code></pre>
</section>
{"".join(_chapter(tag, openapi) for tag in openapi["tags"])}
{_socket(asyncapi)}
{_problems()}
</main>
</div>
</body>
</html>
"""


def _contents(openapi: Document) -> str:
    parts = ['<p><a href="#start">To begin with</a></p>']
    for tag in openapi["tags"]:
        lines = [
            f'<li><a href="#{operation["operationId"]}">{escape(operation["summary"])}</a></li>'
            for _, _, operation in _under(tag["name"], openapi)
        ]
        parts.append(f'<p><a href="#{tag["name"]}">{tag["name"].capitalize()}</a></p>\n<ul>{"".join(lines)}</ul>')
    parts.append('<p><a href="#socket">The socket</a></p>\n<p><a href="#problems">Refusals</a></p>')
    return "\n".join(parts)


def _under(tag: str, openapi: Document) -> Iterable[tuple[str, str, Document]]:
    return (each for each in operations(openapi) if tag in each[2]["tags"])


def _chapter(tag: Document, openapi: Document) -> str:
    routes = "".join(_route(*each, openapi["components"]) for each in _under(tag["name"], openapi))
    return f"""
<section id="{tag["name"]}">
<h2>{tag["name"].capitalize()}</h2>
<p>{_inline(tag["description"])}</p>
{routes}
</section>"""


def _route(path: str, method: str, operation: Document, components: Document) -> str:
    body = operation.get("requestBody", {}).get("content", {}).get(JSON)
    name = operation["operationId"]
    return f"""
<article id="{name}">
<h3><a href="#{name}">{escape(operation["summary"])}</a></h3>
<p class="address"><span class="method {method}">{method.upper()}</span> <code>{escape(path)}</code></p>
<p>{_inline(operation["description"])}</p>
{_parameters(operation.get("parameters", []), components["schemas"])}
{_body(body, components["schemas"]) if body else ""}
{_answers(operation["responses"])}
</article>"""


def _parameters(parameters: list[Document], schemas: Document) -> str:
    rows = [
        (
            f"<code>{escape(each['name'])}</code>",
            f"{escape(kind_of(each['schema'], schemas))} <i>in the {each['in']}</i>",
            _inline(each.get("description", "")),
        )
        for each in parameters
    ]
    return _table("Parameters", rows)


def _body(media: Document, schemas: Document) -> str:
    rows = [
        (
            f"<code>{escape(row.name)}</code>{'' if row.is_required else ' <i>optional</i>'}",
            escape(row.kind),
            _inline(row.description),
        )
        for row in fields_of(media["schema"], schemas)
    ]
    return _table("Body", rows) + _example(media["example"])


def _table(title: str, rows: list[tuple[str, str, str]]) -> str:
    if not rows:
        return ""
    lines = "".join(f'<tr><th scope="row">{name}</th><td>{kind}</td><td>{says}</td></tr>' for name, kind, says in rows)
    return f"<h4>{title}</h4>\n<table><tbody>{lines}</tbody></table>\n"


def _answers(responses: Document) -> str:
    good, refused = [], []
    for status, answer in responses.items():
        refusal = answer.get("content", {}).get(PROBLEM_JSON)
        if refusal is None:
            good.append(f"<dt>{status}</dt><dd>{_inline(answer['description'])}{_shown(answer)}</dd>")
        else:
            codes = "".join(f'<li><a href="#problem-{code}">{code}</a></li>' for code in refusal["examples"])
            refused.append(f'<dt>{status}</dt><dd><ul class="codes">{codes}</ul></dd>')
    return f"<h4>Answers</h4>\n<dl>{''.join(good)}{''.join(refused)}</dl>"


def _shown(answer: Document) -> str:
    for kind, media in answer.get("content", {}).items():
        if "example" in media:
            return f"<details><summary>{escape(kind)}</summary>{_example(media['example'])}</details>"
    return ""


def _example(value: Any) -> str:
    return f'<pre tabindex="0"><code>{escape(json.dumps(value, ensure_ascii=False, indent=2))}</code></pre>'


def _socket(asyncapi: Document) -> str:
    channel = asyncapi["channels"]["live"]
    said = [
        f"<h3>{escape(operation['summary'].rstrip('.'))}</h3>\n"
        + "".join(_message(each, asyncapi) for each in operation["messages"])
        for operation in asyncapi["operations"].values()
    ]
    closing = "".join(f"<dt>{code}</dt><dd>{escape(why)}</dd>" for code, why in CLOSE_CODES.items())
    return f"""
<section id="socket">
<h2>The socket</h2>
<p class="address"><span class="method get">WS</span> <code>{escape(channel["address"])}</code></p>
<p>{_inline(channel["description"].partition(" Close codes:")[0])} {_inline(asyncapi["info"]["description"])}</p>
{"".join(said)}
<h3>Why it closes</h3>
<dl>{closing}</dl>
</section>"""


def _message(reference: Document, asyncapi: Document) -> str:
    message = asyncapi["components"]["messages"][reference["$ref"].rpartition("/")[2]]
    return (
        f'<details class="message" id="{escape(message["name"])}"><summary><code>{escape(message["title"])}</code> '
        f"{_inline(message['summary'])}</summary>{_example(message['examples'][0]['payload'])}</details>\n"
    )


def _problems() -> str:
    rows = []
    for kind in sorted(every_problem(), key=lambda each: (each.status, each.code)):
        example = example_of(kind)
        rows.append(
            f'<tr id="problem-{kind.code}"><th scope="row"><code>{kind.code}</code></th><td>{kind.status}</td>'
            f"<td>{escape((kind.__doc__ or '').split(chr(10))[0])} <q>{escape(example['detail'])}</q></td></tr>"
        )
    return f"""
<section id="problems">
<h2>Refusals</h2>
<p>The sentence in quotation marks is the <code>detail</code> that an English reader gets.</p>
<table class="problems"><tbody>{"".join(rows)}</tbody></table>
</section>"""


def _inline(text: str) -> str:
    """Write a sentence with its `code`."""
    return str(_markdown.renderInline(text))
