// Enter continues a list or a quote; Tab indents in list lines only, so that it never traps the keyboard.
const marker = /^(\s*)(?:([-*+])( \[[ xX]\])?|(\d{1,9})([.)])|(>))\s/;

function replace(area, start, end, text, select) {
  area.dispatchEvent(new CustomEvent("md-replace", { bubbles: true, detail: { start, end, text, select } }));
}

function continueList(area, event) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  if (start !== end) return;
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const line = value.slice(from, start);
  const found = marker.exec(line);
  if (!found) return;
  event.preventDefault();
  const [whole, indent, bullet, task, number, dot, quote] = found;
  if (line.slice(whole.length).trim() === "") {
    replace(area, from, start, "");
    return;
  }
  const next = quote ?? (number ? `${Number(number) + 1}${dot}` : bullet + (task ? " [ ]" : ""));
  replace(area, start, start, `\n${indent}${next} `);
}

function indentList(area, event) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const lines = value.slice(from, end).split("\n");
  if (!/^\s*([-*+]|\d+[.)])\s/.test(lines[0])) return;
  event.preventDefault();
  const text = lines.map((line) => (event.shiftKey ? line.replace(/^ {1,4}/, "") : `    ${line}`)).join("\n");
  const moved = text.split("\n")[0].length - lines[0].length;
  const caret = Math.max(0, start - from + moved);
  replace(area, from, end, text, lines.length > 1 ? [0, text.length] : [caret, caret]);
}

for (const area of document.querySelectorAll("md-editor textarea")) {
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && !event.shiftKey) continueList(area, event);
    if (event.key === "Tab") indentList(area, event);
  });
}
