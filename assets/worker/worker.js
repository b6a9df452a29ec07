/* The service worker. Without a network it shows help, the page for work without a network, the frame in which the last list of meetings is shown
   (assets/js/meetings.js fills it), and what a person chose to keep; everything else says that there is no network. It keeps by itself no page that
   was drawn for somebody: these are fetched without cookies, and the assets are the house's own. */
const HOUSE = "house-" + ASSETS.join(" ").replace(/[^0-9a-z]/g, "");
const MEETINGS = "/meetings-nearby", LAST_MEETINGS = "/meetings-nearby/kept";
const PAGES = ["/help-now", "/offline/open", "/no-network", LAST_MEETINGS];
async function fill() {
  const house = await caches.open(HOUSE);
  await house.addAll(ASSETS);
  await Promise.all(PAGES.map(async (path) => {
    const answer = await fetch(path, { credentials: "omit", cache: "reload" });
    if (!answer.ok) throw new Error("not there yet");
    await house.put(path, answer);
  }));
}
self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("house-") && name !== HOUSE) await caches.delete(name);
    await self.clients.claim();
  })());
});
// A page that was on its way while this worker came up is not among those it claims: it asks (assets/js/worker.js). Signing out may also have
// thrown away what was filled.
self.addEventListener("message", (event) => {
  event.waitUntil((async () => {
    const house = await caches.open(HOUSE);
    if (!(await house.match("/help-now"))) await fill();
    await self.clients.claim();
  })());
});
async function without(path) {
  const meetings = path === MEETINGS || path.startsWith(MEETINGS + "/");
  const page = PAGES.includes(path) ? path : path === "/offline" ? "/offline/open" : meetings ? LAST_MEETINGS : "/no-network";
  const house = await caches.open(HOUSE);
  return (await house.match(page)) || (await house.match("/help-now")) || Response.error();
}
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  // A search for meetings is a form. Without a network it leads to the last list; no other form is touched.
  if (event.request.method === "POST" && event.request.mode === "navigate" && url.pathname === MEETINGS) {
    event.respondWith(fetch(event.request).catch(() => without(MEETINGS)));
  }
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(async () => {
      const kept = await caches.open("kept").then((cache) => cache.match(url.pathname));
      return kept || without(url.pathname);
    }));
  } else if (ASSETS.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept || fetch(event.request)));
  }
});
