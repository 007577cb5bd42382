// What the first load of each page takes over the line, how long a turn of page takes, how long until the text
// can be typed into again, what a hundred turns leave in memory, and the first page on a slow phone.
// `cargo xtask bench --pages` runs it over the build that is delivered; it judges nothing but that each page comes.

import { test } from "../stories/talka.js";
import { blank, field, live } from "../editor/hands.js";

const WARM_TURNS = 20;
const MANY_TURNS = 100;
const LOADS = 5;
/** A phone of the lower price on a mobile network: processor 4 times slower, 1.6 Mbit/s down, 0.75 up, 150 ms. */
const SLOWED = 4;
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

test.describe.configure({ mode: "serial" });
test.setTimeout(600_000);

const lines = [];
const print = (what, values) => lines.push([what.padEnd(64), ...values.map((value) => value.padStart(20))].join(""));
test.afterAll(() => console.log(lines.join("\n")));

const part = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const both = (list) => `${part(list, 0.5).toFixed(0)} / ${part(list, 0.95).toFixed(0)} ms`;
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** The pages that an admin turns between, by what the table calls them. */
async function pagesOf(page, talka) {
  const proposal = await blank(talka);
  await page.goto("/demo/admin");
  await page.goto(`/proposals/${proposal}?lang=lv`);
  const partnership = await page.locator("main a[href^='/partnerships/']").first().getAttribute("href");
  const at = `/proposals/${proposal}`;
  return {
    home: "/",
    partnership,
    facts: `${partnership}/edit`,
    proposal: at,
    reading: `${at}/read`,
    decisions: `${at}/decisions`,
    versions: `${at}/versions`,
    account: "/account",
  };
}

test("first load", async ({ person, talka }) => {
  const setup = await person();
  const pages = { "sign in": "/sign-in", ...(await pagesOf(setup, talka)) };
  print("first load, nothing cached: over the line", ["document", "all", "requests"]);
  for (const [name, path] of Object.entries(pages)) {
    const page = await person({ serviceWorkers: "block" });
    if (name !== "sign in") await page.request.get("/demo/admin");
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    const seen = { all: 0, requests: 0, document: 0 };
    const documents = new Set();
    session.on("Network.responseReceived", ({ requestId, type }) => type === "Document" && documents.add(requestId));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      seen.all += encodedDataLength;
      seen.requests += 1;
      if (documents.has(requestId)) seen.document += encodedDataLength;
    });
    await page.goto(path);
    await page.waitForLoadState("networkidle").catch(() => {});
    print(`  ${name}`, [kb(seen.document), kb(seen.all), String(seen.requests)]);
  }
});

/** Runs in the page: presses the link that leads to `path`; how long until that page is painted, in ms. */
function turnTo(path) {
  const links = [...document.querySelectorAll("a[href]")];
  const link = links.find((one) => new URL(one.href).pathname === path);
  if (!link) throw new Error(`no link to ${path}`);
  const start = performance.now();
  link.click();
  const isThere = () => location.pathname === path && !document.documentElement.hasAttribute("data-turning");
  return new Promise((resolve) => {
    const look = () => {
      if (!isThere()) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - start);
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}

/** Turns to the page and back to the proposal, so many times; what each turn took. */
async function back(page, proposal, path, times) {
  const [there, here, typed] = [[], [], []];
  for (let turn = 0; turn < times; turn += 1) {
    there.push(await page.evaluate(turnTo, path));
    const start = await page.evaluate(() => performance.now());
    here.push(await page.evaluate(turnTo, proposal));
    await page.waitForFunction(() => document.activeElement?.getAttribute("contenteditable") === "true");
    typed.push((await page.evaluate(() => performance.now())) - start);
  }
  return { there, here, typed };
}

test("turns of page", async ({ person, talka }) => {
  const page = await person({ viewport: { width: 1280, height: 900 } });
  const pages = await pagesOf(page, talka);
  print("turn of page: p50 / p95", ["cold", "warm", "back to the text", "until typed into"]);
  for (const name of ["reading", "decisions", "versions", "partnership"]) {
    await page.goto(`${pages.proposal}?lang=lv`);
    await live(page);
    await page.waitForFunction(() => history.state !== null);
    await field(page).click();
    await page.keyboard.type("a");
    const cold = await back(page, pages.proposal, pages[name], 1);
    const warm = await back(page, pages.proposal, pages[name], WARM_TURNS);
    print(`  proposal to ${name}`, [both(cold.there), both(warm.there), both(warm.here), both(warm.typed)]);
  }
});

test("a hundred turns", async ({ person, talka }) => {
  const page = await person();
  const pages = await pagesOf(page, talka);
  await live(page);
  await page.waitForFunction(() => history.state !== null);
  await field(page).click();
  await page.keyboard.type("a");
  const session = await page.context().newCDPSession(page);
  const weigh = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const heap = await session.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
    return [kb(heap.usedSize), kb(heap.backingStorageSize ?? 0), String(nodes), String(jsEventListeners)];
  };
  print("memory", ["JavaScript", "buffers, WASM too", "nodes", "listeners"]);
  await back(page, pages.proposal, pages.decisions, 5);
  print("  after 10 turns", await weigh());
  await back(page, pages.proposal, pages.decisions, MANY_TURNS / 2);
  print(`  after ${10 + MANY_TURNS} turns`, await weigh());
});

test("a slow phone", async ({ person, talka }) => {
  const read = [];
  const typed = [];
  for (let load = 0; load < LOADS; load += 1) {
    const page = await person({ viewport: { width: 390, height: 844 }, serviceWorkers: "block" });
    const proposal = await blank(talka);
    await page.request.get("/demo/admin");
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", LINE);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
    const start = Date.now();
    await page.goto(`/proposals/${proposal}?lang=lv`, { waitUntil: "commit" });
    const paint = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    read.push(await paint.jsonValue());
    // At every frame: what `expect` looks at it looks at again after up to a second.
    await page.waitForFunction(() => document.querySelector('[data-field="summary.lv"]')?.isContentEditable);
    await field(page).focus();
    await page.keyboard.type("a");
    await page.waitForFunction(() => document.querySelector('[data-field="summary.lv"]').textContent === "a");
    typed.push(Date.now() - start);
  }
  print(`slow phone (processor 1/${SLOWED}, 1.6 Mbit/s, 150 ms), first visit`, ["first page painted", "a letter typed"]);
  print("  proposal", [both(read), both(typed)]);
});
