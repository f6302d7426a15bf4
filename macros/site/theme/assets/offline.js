/* Keeps the site for reading offline: once somebody has installed it, or asks to by a link to
   `?offline=on`, and not before. On this machine an installed one stays away, so that what is being
   written is seen. */
const manifest = document.querySelector("link[rel=manifest]");
const here = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(location.hostname);
const asked = new URLSearchParams(location.search).get("offline") === "on";
const installed = matchMedia("(display-mode: standalone)").matches;

async function register() {
  await navigator.serviceWorker.register(new URL("worker.js", manifest.href));
  await navigator.serviceWorker.ready;
  for (const link of document.querySelectorAll("a[href$='?offline=on']")) link.textContent = "Kept on this device";
}

if (manifest && "serviceWorker" in navigator) {
  if (asked || (installed && !here)) register().catch(() => {});
  addEventListener("appinstalled", () => register().catch(() => {}));
}
