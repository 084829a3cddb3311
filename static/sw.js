// Keeps the app itself on this device, so that it starts without a network.
//
// One immutable set of files, named by what is in it: it is fetched whole or not
// at all, and a newer set waits until the user agrees to it, or until no page uses
// this one any more. Data of people is not here; it is in IndexedDB.
const SET = "APP_SET";
const FILES = "APP_FILES".split(" ");
// Other apps may share the origin: only sets of this folder are ours.
const ROOT = new URL("./", self.location).href;
const FOLDER = new URL(ROOT).pathname;
const FAMILY = `p2panda-app:${FOLDER}:`;
const NAME = FAMILY + SET;
// What the host may change at any time, as it was said last.
const HOST = `${FAMILY}host`;
const CONFIG = `${ROOT}config.json`;
// Where a file waits that another app shared to this one (the manifest's share_target).
const SHARED = `p2panda-shared:${FOLDER}`;

self.addEventListener("install", (event) => {
  const fetched = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(fetched)));
});

self.addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(FAMILY) && name !== NAME && name !== HOST;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))));
});

// The user has agreed to the newer set; the pages load themselves again.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

async function keepShared(request) {
  const file = (await request.formData()).get("file");
  if (file instanceof Blob) {
    const cache = await caches.open(SHARED);
    await cache.put("shared-file", new Response(file));
  }
  return Response.redirect(`${ROOT}#/file`, 303);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = request.url.replace(/[?#].*$/, "");
  if (request.method === "GET" && path === CONFIG) return event.respondWith(config(request));
  if (request.method === "POST" && path === `${ROOT}share`) {
    event.respondWith(keepShared(request));
    return;
  }
  const file = path === ROOT || path === `${ROOT}index.html` ? "./" : path.slice(ROOT.length);
  if (request.method !== "GET" || !path.startsWith(ROOT) || !FILES.includes(file)) return;
  const kept = caches.open(NAME).then((cache) => cache.match(new URL(file, ROOT)));
  event.respondWith(kept.then((response) => response ?? fetch(request)));
});

// Asks the host; without a network, what it said last holds, or nothing.
async function config(request) {
  const said = await caches.open(HOST);
  try {
    const response = await fetch(request, { cache: "no-cache" });
    if (response.ok) await said.put(CONFIG, response.clone());
    return response;
  } catch {
    return (await said.match(CONFIG)) ?? new Response("{}", { headers: { "Content-Type": "application/json" } });
  }
}

// Pressing a notification leads back to a page of this app, or opens one.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const shown = self.clients.matchAll({ type: "window" }).then((pages) => {
    const ours = pages.find((page) => page.url.startsWith(ROOT));
    return ours ? ours.focus() : self.clients.openWindow(ROOT);
  });
  event.waitUntil(shown);
});
