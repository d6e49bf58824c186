// A pasted or dropped file is uploaded to data-upload and linked; an address pasted over words becomes a link.
const item = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+\S/;

function replace(editor, detail) {
  editor.dispatchEvent(new CustomEvent("md-replace", { detail }));
}

async function upload(editor, area, file) {
  const form = new FormData();
  form.append("file", file);
  form.append("csrfmiddlewaretoken", area.form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(editor.dataset.upload, { method: "POST", body: form, headers: { Accept: "application/json" } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error ?? answer.status);
  return told.markdown;
}

// A picture is a paragraph of its own, inside its list where the caret is in one; in a table it stays in its cell.
function place(area, file, text) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const line = value.slice(value.lastIndexOf("\n", start - 1) + 1, start);
  const apart = file.type.startsWith("image/") && !/^\s*(\||(?:[-*+]|\d+[.)])\s*$)/.test(line);
  const found = apart && item.exec(line);
  return { start, end, text: found ? `${found[1]}    ${text}` : text, apart };
}

async function insert(editor, area, file, isLast) {
  const failure = editor.querySelector("[data-failure]");
  const holder = `![${editor.dataset.uploading} ${file.name}…]()`;
  replace(editor, place(area, file, holder));
  let text = "";
  try {
    text = await upload(editor, area, file);
  } catch (error) {
    failure.textContent = `${file.name} ${editor.dataset.failed} (${error.message})`;
  }
  const start = area.value.indexOf(holder);
  if (start < 0) return;
  const label = isLast && /^!\[([^\]]*)\]/.exec(text);
  replace(editor, { start, end: start + holder.length, text, select: label ? [2, 2 + label[1].length] : undefined });
}

function linkOver(editor, area, event) {
  const address = event.clipboardData?.getData("text/plain").trim() ?? "";
  const { selectionStart: start, selectionEnd: end, value } = area;
  const words = value.slice(start, end);
  if (!words || /\n|^https?:/.test(words) || !/^https?:\/\/\S+$/.test(address)) return;
  event.preventDefault();
  replace(editor, { start, end, text: `[${words}](${address})` });
}

for (const editor of document.querySelectorAll("md-editor")) {
  const area = editor.querySelector("textarea");
  const failure = editor.querySelector("[data-failure]");
  const take = async (event, files) => {
    if (!files.length || event.target.matches?.("input[type=file]")) return;
    event.preventDefault();
    failure.textContent = editor.dataset.unsaved ?? "";
    if (!editor.dataset.upload) return;
    for (const [index, file] of files.entries()) await insert(editor, area, file, index === files.length - 1);
  };
  area.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // Spreadsheets and word processors put a picture beside the words: the words are meant.
    if (files.length && !event.clipboardData.getData("text/plain")) take(event, files);
    else linkOver(editor, area, event);
  });
  // Beside the field as well: there the browser would open the file in the place of the form.
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files") && !event.target.matches?.("input[type=file]")) event.preventDefault();
  });
  addEventListener("drop", (event) => take(event, [...(event.dataTransfer?.files ?? [])]));
}
