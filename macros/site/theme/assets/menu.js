/* The sections of the menu, which labels open: what a label says becomes a button, so that it is
   known as one, and Space presses it as Enter does. Without this file only Enter and a click do. */
for (const label of document.querySelectorAll("label.md-nav__link[tabindex]")) {
  const toggle = document.getElementById(label.htmlFor);
  const button = label.querySelector(".md-ellipsis"); // a label itself must not be one
  const say = () => button.setAttribute("aria-expanded", String(toggle.checked));
  const press = (event) => {
    event.preventDefault(); // or the page would scroll, and the label toggle once more
    toggle.click();
  };
  label.removeAttribute("tabindex");
  button.setAttribute("role", "button");
  button.tabIndex = 0;
  button.addEventListener("click", press);
  button.addEventListener("keydown", (event) => { if ([" ", "Enter"].includes(event.key)) press(event); });
  toggle.addEventListener("change", say);
  say();
}
