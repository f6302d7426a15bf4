/* Copies what is cited, and has a “Copy” button for each citation, where the browser can copy.
   Without this file nothing is missing. */
if (navigator.clipboard) {
  for (const shown of document.querySelectorAll(".cite dd")) {
    const label = `Copy: ${shown.previousElementSibling.textContent}`;
    const button = build("button", { type: "button", class: "copy", "aria-label": label }, "Copy");
    button.addEventListener("click", async () => {
      await self.copyMarked(copy);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    const copy = shown.cloneNode(true);
    shown.append(button);
  }
}

/** Return what an element holds as markup. */
function write(element) {
  const writer = new XMLSerializer();
  const written = [...element.childNodes].map((node) => writer.serializeToString(node)).join("");
  return written.replaceAll(' xmlns="http://www.w3.org/1999/xhtml"', "").trim();
}

/** Copy the text of an element, and with it the same in italics for programs that take it, if it has any. */
self.copyMarked = (element) => {
  const text = element.textContent.trim(), html = element.querySelector("i") && write(element).replace("\n", "<br/>");
  if (!html || !window.ClipboardItem) return navigator.clipboard.writeText(text);
  const forms = { "text/plain": text, "text/html": html };
  const blobs = Object.entries(forms).map(([type, form]) => [type, new Blob([form], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
};
