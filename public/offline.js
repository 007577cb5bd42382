// Without a network a page comes from what this browser kept of it, and says from when it is; the text of a
// draft is the editor's, which keeps it in IndexedDB. What is kept belongs to one account: signing out, the
// end of the session and another account take it away.

const PAGES = "talka-pages";
const FILES = "talka-files";
// Without a network this one stands for a page that was not kept, and lists those that were.
const OFFLINE = "/offline";
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const PAGES_MAX = 200;
// Headers that a kept page has beside its own.
const KEPT_AT = "talka-kept-at";
const ACCOUNT = "talka-account";
const PROGRAM = "talka-program";

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
  } else if (request.method === "GET" && isPage(request)) {
    event.respondWith(page(event));
  }
});

// A page that was loaded past this script, or while it began, is kept when it asks, and is in its charge from then.
self.addEventListener("message", (event) => {
  event.waitUntil(Promise.allSettled([self.clients.claim(), keep(event.data)]));
});

// A page that the browser loads, or that the program turns to.
function isPage({ mode, headers }) {
  return mode === "navigate" || headers.get("accept") === "text/html";
}

async function page(event) {
  const { request } = event;
  let answer;
  try {
    answer = await fetch(request);
  } catch (error) {
    const page = await kept(request);
    if (page) return page;
    throw error;
  }
  if (saysNothing(answer)) return (await kept(request)) ?? answer;
  event.waitUntil(heed(request.url, answer.clone()));
  return answer;
}

// With too much to do, or in a restart behind a proxy, an answer says nothing of the page or of who asks.
function saysNothing({ status }) {
  return status === 429 || status >= 500;
}

// Keeps the page, or takes it away where it is not to be seen any more.
async function heed(url, answer) {
  // What was found is true for the moment only; kept, it would push out pages.
  if (new URL(url).pathname === "/search") return;
  const isHtml = answer.headers.get("content-type")?.startsWith("text/html");
  if (answer.type === "opaqueredirect" || !isHtml || answer.headers.has("content-disposition")) return;
  const html = await answer.text();
  const account = attribute(html, "data-account");
  const store = await caches.open(PAGES);
  const owner = await ownerOf(store);
  if (owner && owner !== account) await caches.delete(PAGES);
  if (!account) return;
  if (!answer.ok || answer.redirected) return forget(url);
  const headers = new Headers(answer.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  headers.set(ACCOUNT, account);
  headers.set(PROGRAM, attribute(html, "data-program") ?? "");
  await (await caches.open(PAGES)).put(bare(url), new Response(html, { headers }));
}

async function forget(url) {
  await (await caches.open(PAGES)).delete(bare(url), { ignoreSearch: true });
}

async function ownerOf(store) {
  const [first] = await store.keys();
  return first && (await store.match(first))?.headers.get(ACCOUNT);
}

// An attribute of the document element.
function attribute(html, name) {
  return html.slice(0, 1000).match(new RegExp(`<html[^>]*\\s${name}="([^"]*)"`))?.[1];
}

function bare(url) {
  return url.split("#")[0];
}

// The page as it was kept, or else the one that says so.
async function kept(request) {
  const store = await caches.open(PAGES);
  const found =
    (await store.match(bare(request.url))) ?? (await store.match(bare(request.url), { ignoreSearch: true }));
  if (found) return dated(found);
  const offline = request.mode === "navigate" && (await store.match(OFFLINE));
  return offline ? listed(store, offline) : undefined;
}

// A kept page, which says from when it is.
async function dated(page) {
  const html = await page.text();
  const at = page.headers.get(KEPT_AT);
  const words = new Intl.DateTimeFormat(attribute(html, "lang"), { dateStyle: "long", timeStyle: "short" });
  const dated = html
    .replace("<html ", `<html data-kept-at="${at}" `)
    .replace(/(<time class="kept-at"[^>]*>)[^<]*/, `$1${words.format(new Date(at))}`);
  return new Response(dated, { headers: page.headers });
}

async function listed(store, offline) {
  const links = new Map();
  for (const request of await store.keys()) {
    const path = new URL(request.url).pathname;
    const html = path === OFFLINE ? "" : await (await store.match(request)).text();
    const title = html.match(/<title>([^<]*)/)?.[1].replace(/ · Talka$/, "");
    if (title) links.set(path, title);
  }
  const rows = [...links].map(([path, title]) => `<li><a href="${encodeURI(path)}">${title}</a></li>`);
  // It is from no time, and is asked for anew as soon as there is a network.
  const html = (await offline.text())
    .replace("<html ", '<html data-kept-at="" ')
    .replace(/(<ul class="kept-pages[^>]*>)/, `$1${rows.join("")}`);
  return new Response(html, { headers: offline.headers });
}

// A file's name carries a hash of what is in it, so what was kept is always right.
async function file(request) {
  const kept = await (await caches.open(FILES)).match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(FILES)).put(request.url, answer.clone());
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

// Keeps a page with the files of its program, and lets go of what is old.
async function keep({ page, files, program }) {
  await Promise.allSettled([page, OFFLINE].map(fetchAnew));
  const store = await caches.open(FILES);
  await Promise.allSettled(files.map(async (url) => (await store.match(url)) || store.add(url)));
  const known = await listOf(store, program);
  await store.put(nameOf(program), Response.json([...new Set([...known, ...files])]));
  await letGo(store, program);
}

async function fetchAnew(url) {
  const answer = await fetch(url, { credentials: "same-origin", headers: { accept: "text/html" } });
  if (!saysNothing(answer)) await heed(answer.redirected ? answer.url : new URL(url, self.location).href, answer);
}

// Where it stands which files a program needs.
function nameOf(program) {
  return `/offline.js?program=${encodeURIComponent(program)}`;
}

async function listOf(store, program) {
  return (await (await store.match(nameOf(program)))?.json()) ?? [];
}

// Pages that nobody looked at for long, and the files of programs that no page names any more.
async function letGo(store, current) {
  const pages = await caches.open(PAGES);
  const kept = [];
  for (const request of await pages.keys()) {
    const { headers } = await pages.match(request);
    kept.push({ request, at: Date.parse(headers.get(KEPT_AT)), program: headers.get(PROGRAM) });
  }
  kept.sort((a, b) => b.at - a.at);
  const isOld = ({ at }, index) => index >= PAGES_MAX || Date.now() - at > KEPT_MS;
  await Promise.all(kept.filter(isOld).map(({ request }) => pages.delete(request)));
  const used = kept.filter((...page) => !isOld(...page)).map(({ program }) => program);
  const programs = [...new Set([current, ...used])];
  const lists = await Promise.all(programs.map((program) => listOf(store, program)));
  const stay = new Set([...programs.map(nameOf), ...lists.flat()].map((url) => new URL(url, self.location).href));
  const gone = (await store.keys()).filter(({ url }) => !stay.has(url));
  await Promise.all(gone.map((request) => store.delete(request)));
}
