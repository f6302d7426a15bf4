/* “Copy” buttons for citations, where the browser can copy. Without this file nothing is missing. */
if (navigator.clipboard) {
  for (const shown of document.querySelectorAll(".cite dd")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy: " + shown.previousElementSibling.textContent);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(shown.dataset.text);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    shown.dataset.text = shown.textContent.trim();
    shown.append(button);
  }
}
