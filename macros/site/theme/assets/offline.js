/* Registers the service worker, late: once somebody reads, and not where bytes are dear. On this
   machine alone it stays away, so that what is being written is seen; `?offline=on` calls it. */
const manifest = document.querySelector("link[rel=manifest]");
const here = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(location.hostname);
const asked = new URLSearchParams(location.search).get("offline") === "on";
const signs = ["pointerdown", "keydown", "scroll"];

function register() {
  for (const sign of signs) removeEventListener(sign, register, true);
  setTimeout(() => {
    navigator.serviceWorker.register(new URL("worker.js", manifest.href)).catch(() => {});
  }, 1000);
}

if (manifest && "serviceWorker" in navigator && (!here || asked) && !navigator.connection?.saveData) {
  for (const sign of signs) addEventListener(sign, register, { capture: true, passive: true });
}
