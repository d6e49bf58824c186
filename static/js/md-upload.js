// A pasted or dropped file is uploaded to data-upload and linked; an address pasted over words becomes a link.
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

async function insert(editor, area, file) {
  const failure = editor.querySelector("[data-failure]");
  const holder = `![${editor.dataset.uploading} ${file.name}…]()`;
  replace(editor, { start: area.selectionStart, end: area.selectionEnd, text: holder });
  let text = "";
  try {
    text = await upload(editor, area, file);
  } catch (error) {
    failure.textContent = `${file.name} ${editor.dataset.failed} (${error.message})`;
  }
  const start = area.value.indexOf(holder);
  if (start < 0) return;
  const label = /^!\[([^\]]*)\]/.exec(text);
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
  const take = async (event, files) => {
    if (!editor.dataset.upload || !files.length) return;
    event.preventDefault();
    for (const file of files) await insert(editor, area, file);
  };
  area.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // Spreadsheets and word processors put a picture beside the words: the words are meant.
    if (files.length && !event.clipboardData.getData("text/plain")) take(event, files);
    else linkOver(editor, area, event);
  });
  area.addEventListener("drop", (event) => take(event, [...(event.dataTransfer?.files ?? [])]));
}
