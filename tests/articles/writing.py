"""What a writer sends: the fields of the forms, as a browser would send them."""


def new(title="Pump", body="How the pump works.", **fields):
    return {"title": title, "body": body, "summary": "", "tags": "", "lede": "", "parent": "", **fields}


def change(page, body, base=None, **fields):
    """Return a change of `page` that was begun on revision `base`, or on the current one."""
    number = base or page.current.number
    return {"title": page.title, "body": body, "base_revision": number, "summary": "", "tags": "", **fields}
