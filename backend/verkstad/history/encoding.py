"""An event as the wire carries it."""


def encoded(stream: str, *, kind: str, version: int, at: str, by: str | None, op: str, body: str) -> bytes:
    """Put an event's common part before its own; done by joining texts, since both are JSON already."""
    board_id = stream.partition(":")[2]
    who = f'"{by}"' if by else "null"
    head = f'{{"type":"{kind}","board_id":"{board_id}","version":{version},"at":"{at}","by":{who},"op":"{op}"'
    own = body[1:]
    return f"{head}{',' if own != '}' else ''}{own}".encode()
