/* Keeps the site for reading offline: once somebody has installed it, or asks to by a link to
   `#offline`, and not before. On this machine an installed one stays away, so that what is being
   written is seen; `?offline=on` calls the worker anywhere. */
const manifest = document.querySelector("link[rel=manifest]");
const here = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(location.hostname);
const asked = new URLSearchParams(location.search).get("offline") === "on";
const installed = matchMedia("(display-mode: standalone)").matches;
const LINK = "article a[href='#offline']:not(.headerlink)";

async function register() {
  await navigator.serviceWorker.register(new URL("worker.js", manifest.href));
  await navigator.serviceWorker.ready;
  for (const link of document.querySelectorAll(LINK)) link.textContent = "Kept on this device";
}

if (manifest && "serviceWorker" in navigator) {
  const keep = () => register().catch(() => {});
  if (asked || (installed && !here)) keep();
  addEventListener("appinstalled", keep);
  addEventListener("click", ({ target }) => { if (target.closest?.(LINK)) keep(); });
}
