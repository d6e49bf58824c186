"""What the pages of a tour hold: everything that the Markdown of the site can say, and then some width."""

BODY = """An audit maps *tacit knowledge*. It builds on [[Pump]]
and on a page nobody wrote yet: [[Knowledge map]].
See [the handbook](https://example.org/handbook) and https://example.org/a-bare-address.

## Methods compared

| Method | Cost | Depth |
|:--|--:|:-:|
| Survey | low | shallow |
| Interview | high | deep |

## Steps

1. Ask people what they know.
   - nested item
   - [ ] open task
   - [x] done task
2. Map the flows.[^1]

!!! tip "A tip"
    Start with one process that hurts. Press <kbd>Ctrl</kbd>.

!!! warning
    Careful with blame.

!!! danger
    Do not.

> Knowledge is what people do.

### Code

```python
def revise(page, *, body, base):
    \"\"\"Store a new revision.\"\"\"
    return Saved(page, number=base + 1, a_long_name=another_long_name, and_one_more=1)  # why
```

```diff
- old
+ new
```

Term
: A word and its meaning.

~~gone~~ and `inline code` and
Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.

*[HTML]: Hypertext Markup Language

HTML is known.

## Wide things

| a | b | c | d | e | f | g | h |
|--|--|--|--|--|--|--|--|
| some longer words | some longer words | longer words | longer words | longer words | more words | x | y |

[^1]: With arrows.
"""
