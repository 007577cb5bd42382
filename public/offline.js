// Without a network a proposal's page and its files come from what this browser kept of them; the text
// itself is the editor's, which keeps it in IndexedDB. Signing out takes the pages away.

const PAGES = "talka-pages";
const FILES = "talka-files";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && url.pathname === "/sign-out") {
    event.respondWith(signOut(request));
  } else if (request.method === "GET" && url.pathname.startsWith("/pkg/")) {
    event.respondWith(file(request));
  } else if (request.mode === "navigate" && /^\/proposals\/[^/]+$/.test(url.pathname)) {
    event.respondWith(page(request));
  }
});

// The page that was open before this script was in charge is kept when it asks.
self.addEventListener("message", (event) => event.waitUntil(keep(event.data)));

async function page(request) {
  try {
    const answer = await fetch(request);
    return (await heed(request.url, answer)) ? answer : ((await kept(request)) ?? answer);
  } catch (error) {
    const page = await kept(request);
    if (page) return page;
    throw error;
  }
}

// Keeps the page, or takes it away where it is not to be seen any more. With too much to do, or in a
// restart behind a proxy, an answer says nothing of the page or of who asks: then false.
async function heed(url, answer) {
  if (answer.status === 429 || answer.status >= 500) return false;
  if (answer.ok && !answer.redirected) await put(PAGES, url, answer.clone());
  else await (await caches.open(PAGES)).delete(url, { ignoreSearch: true });
  return true;
}

async function kept(request) {
  return (await caches.open(PAGES)).match(request.url, { ignoreSearch: true });
}

// A file's name carries a hash of what is in it, so what was kept is always right.
async function file(request) {
  const kept = await (await caches.open(FILES)).match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await put(FILES, request.url, answer.clone());
  return answer;
}

// On a computer that others use nothing must stay to be read. Changes that the server does not have
// are no text yet, and nobody else is sent or shown them: they wait for their author.
async function signOut(request) {
  try {
    return await fetch(request);
  } finally {
    await Promise.allSettled([caches.delete(PAGES), forgetTexts()]);
  }
}

// The editor's database, see app/src/sync/store.rs; where there is none yet, none is made.
function forgetTexts() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("talka");
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const forgetting = database.transaction("documents", "readwrite");
      forgetting.objectStore("documents").clear();
      forgetting.oncomplete = resolve;
      forgetting.onabort = reject;
      database.close();
    };
  });
}

async function put(name, url, answer) {
  await (await caches.open(name)).put(url, answer);
}

async function keep({ page: url, files }) {
  const answer = await fetch(url, { credentials: "same-origin" });
  await heed(url, answer);
  const store = await caches.open(FILES);
  const old = await store.keys();
  await Promise.all(old.filter((request) => !files.includes(request.url)).map((request) => store.delete(request)));
  await Promise.all(files.map(async (url) => (await store.match(url)) || store.add(url)));
}
