/* The list of works, filtered by words. Without this file every work is there, by its first letter. */
const form = document.querySelector(".filter-list");
if (form) {
  const works = [...document.querySelectorAll(".works-list li")];
  const letters = [...document.querySelectorAll(".works-list .letter")];
  const count = form.querySelector("[role=status]");
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  const apply = () => {
    const words = fold(form.elements[0].value).split(/\s+/).filter(Boolean);
    for (const work of works) work.hidden = !words.every((word) => fold(work.textContent).includes(word));
    for (const letter of letters) letter.hidden = !letter.querySelector("li:not([hidden])");
    const left = works.filter(({ hidden }) => !hidden).length;
    count.textContent = words.length ? `${left || "None"} of ${works.length} works shown` : "";
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    if (!document.querySelector(":target")?.hidden) return;
    form.elements[0].value = ""; // a link to a work shows it, whatever was typed
    apply();
    document.querySelector(":target").scrollIntoView();
  });
  form.hidden = false;
}
