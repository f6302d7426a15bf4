/* A sentence can be copied as a quotation, with its address. Without this file it is a plain link. */
if (navigator.clipboard) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  const said = document.createElement("span");
  said.className = "said";
  said.setAttribute("role", "status");

  const offer = ({ target }) => {
    const sentence = target.closest?.(".essay .sentence");
    const tools = sentence?.nextElementSibling ?? target.closest?.(".passage-tools");
    if (!tools?.matches(".passage-tools") || tools.contains(button)) return;
    button.textContent = "Copy";
    button.dataset.passage = tools.textContent;
    button.setAttribute("aria-label", `Copy ${tools.textContent} with its words`);
    said.textContent = "";
    tools.append(button, said);
  };

  for (const sign of ["pointerover", "focusin", "click"]) document.addEventListener(sign, offer);
  button.addEventListener("click", async () => {
    const tools = button.closest(".passage-tools");
    const link = tools.querySelector("a");
    const { title } = tools.closest(".essay").dataset;
    const words = tools.previousElementSibling.textContent.replaceAll("“", "‘").replaceAll("”", "’");
    await navigator.clipboard.writeText(`“${words}” (“${title}”, P${link.textContent}, ${link.href})`);
    button.textContent = said.textContent = "Copied";
  });
}
