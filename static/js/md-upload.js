// A pasted or dropped file is uploaded to data-upload and linked, once an image is described; an address pasted
// over words becomes a link.
const item = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+\S/;

function replace(editor, detail) {
  editor.dispatchEvent(new CustomEvent("md-replace", { detail }));
}

async function upload(editor, area, file, said) {
  const form = new FormData();
  form.append("file", file);
  form.append("description", said.words);
  if (said.decorative) form.append("is_decorative", "on");
  form.append("csrfmiddlewaretoken", area.form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(editor.dataset.upload, { method: "POST", body: form, headers: { Accept: "application/json" } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error ?? answer.status);
  return told.markdown;
}

// Resolves to what is said of the image, or to null when it is left out.
function describe(editor, file) {
  const prompt = editor.querySelector("[data-describe]");
  const words = prompt.querySelector("[data-describe-words]");
  const decorative = prompt.querySelector("[data-describe-decorative]");
  const missing = prompt.querySelector("[data-describe-missing]");
  prompt.querySelector("[data-describe-name]").textContent = file.name;
  words.value = missing.textContent = "";
  decorative.checked = false;
  prompt.hidden = false;
  words.focus();
  prompt.scrollIntoView({ block: "nearest" });
  return new Promise((resolve) => {
    const listening = new AbortController();
    const listen = (target, type, act) => target.addEventListener(type, act, { signal: listening.signal });
    const close = (said) => {
      listening.abort();
      prompt.hidden = true;
      resolve(said);
    };
    const insert = () => {
      const said = { words: words.value.trim(), decorative: decorative.checked };
      if (said.words || said.decorative) return close(said);
      missing.textContent = missing.dataset.describeMissing;
      words.focus();
    };
    listen(prompt.querySelector("[data-describe-insert]"), "click", insert);
    listen(prompt.querySelector("[data-describe-cancel]"), "click", () => close(null));
    listen(prompt, "keydown", (event) => {
      if (event.isComposing || !["Enter", "Escape"].includes(event.key) || event.target.matches("button")) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Enter") insert();
      else close(null);
    });
  });
}

// A picture is a paragraph of its own, inside its list where the caret is in one; in a table it stays in its cell.
function place(area, file, text) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const line = value.slice(value.lastIndexOf("\n", start - 1) + 1, start);
  const apart = file.type.startsWith("image/") && !/^\s*(\||(?:[-*+]|\d+[.)])\s*$)/.test(line);
  const found = apart && item.exec(line);
  return { start, end, text: found ? `${found[1]}    ${text}` : text, apart };
}

async function insert(editor, area, file) {
  const failure = editor.querySelector("[data-failure]");
  const holder = `![${editor.dataset.uploading} ${file.name}…]()`;
  replace(editor, place(area, file, holder));
  const said = file.type.startsWith("image/") ? await describe(editor, file) : { words: "" };
  let text = "";
  try {
    if (said) text = await upload(editor, area, file, said);
  } catch (error) {
    failure.textContent = `${file.name} ${editor.dataset.failed} (${error.message})`;
  }
  const start = area.value.indexOf(holder);
  if (start >= 0) replace(editor, { start, end: start + holder.length, text });
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
  let before = Promise.resolve();
  const take = (event, files) => {
    if (!files.length || event.target.matches?.("input[type=file]")) return;
    event.preventDefault();
    failure.textContent = editor.dataset.unsaved ?? "";
    if (!editor.dataset.upload) return;
    // One after the other: each image is asked for.
    for (const file of files) before = before.then(() => insert(editor, area, file));
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
