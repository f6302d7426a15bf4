/* Reading offline, for whoever has asked for it. A page always comes from the network while there is one; only without, or when
   it takes very long, comes the copy that was kept. What never changes comes from the copy at once.
   The build puts BUILD before this: its version, what to keep from the beginning, and the style sheet. */
const PREFIX = "read:" + registration.scope + ":";
const CACHE = PREFIX + BUILD.version;
const PATIENCE = 5000;
const LASTING = /\.[0-9a-f]{10}\.\w+$/;

addEventListener("install", (event) => {
  const keep = async () => (await caches.open(CACHE)).addAll(
    [...BUILD.pages, ...BUILD.assets].map((place) => new Request(place || "./", { cache: "no-cache" })),
  );
  event.waitUntil(keep().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const inherit = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    for (const name of old) await take(name);
    await forget();
    await clients.claim();
  };
  event.waitUntil(inherit());
});

/* What was kept with an earlier build stays; what this one has of it is newer. */
async function take(name) {
  const [before, cache] = await Promise.all([caches.open(name), caches.open(CACHE)]);
  for (const request of await before.keys()) {
    if (!(await cache.match(request))) await cache.put(request, await before.match(request));
  }
  await caches.delete(name);
}

/* Files that nothing names any more go. */
async function forget() {
  const cache = await caches.open(CACHE);
  const all = await cache.keys();
  const naming = all.filter(({ url }) => !/\.(?:json|svg|png|woff2)$/.test(url));
  const texts = (await Promise.all(naming.map(async (one) => (await cache.match(one)).text()))).join();
  const isNamed = ({ url }) => texts.includes(url.split("/").at(-1)) || BUILD.assets.some((place) => url.endsWith(place));
  const gone = all.filter((one) => LASTING.test(one.url) && !isNamed(one));
  await Promise.all(gone.map((one) => cache.delete(one)));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  if (LASTING.test(new URL(request.url).pathname)) event.respondWith(lasting(request));
  else if (request.mode === "navigate") event.respondWith(page(event));
});

async function lasting(request) {
  return (await caches.match(request)) ?? keep(request, await fetch(request));
}

async function page(event) {
  const { request } = event;
  const kept = () => caches.match(request, { ignoreSearch: true });
  const fresh = fetch(request, { cache: "no-cache" }).then((answer) => keep(request, answer));
  event.waitUntil(fresh.catch(() => {}));
  const late = new Promise((ready) => setTimeout(ready, PATIENCE)).then(kept);
  try {
    return (await Promise.race([fresh, late])) ?? (await fresh);
  } catch {
    return (await kept()) ?? offline();
  }
}

async function keep(request, answer) {
  if (answer.ok && !answer.redirected) {
    const copy = answer.clone();
    await (await caches.open(CACHE)).put(new URL(request.url).pathname, copy);
  }
  return answer;
}

async function offline() {
  const cache = await caches.open(CACHE);
  const links = [];
  for (const { url } of await cache.keys()) {
    if (LASTING.test(url)) continue;
    const title = /<title>([^<]*)<\/title>/.exec(await (await cache.match(url)).text())?.[1];
    if (title) links.push(`<li><a href="${encodeURI(decodeURI(new URL(url).pathname))}">${title.replace(/ - [^-]*$/, "")}</a></li>`);
  }
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>You are offline</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; font-src 'self'; img-src data:">
<link rel="stylesheet" href="${new URL(BUILD.style, registration.scope).pathname}"></head>
<body class="offline-page" data-md-color-scheme="default" data-md-color-primary="white" dir="ltr"><main class="md-grid md-typeset offline">
<h1>You are offline</h1><p>This page was not kept on this device. These were:</p>
<ul>${links.join("")}</ul></main></body></html>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
