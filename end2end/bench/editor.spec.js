// How long a key takes until its letter is painted, here and at the partner's, in texts of three sizes, and
// how long a page takes until it can be typed into with a slow processor. `cargo xtask bench` runs it over
// the build that is delivered; it judges nothing but that every letter arrives.

import { expect, test } from "../stories/talka.js";
import { join } from "../stories/foreign.js";
import { openThreads } from "../stories/threads.js";
import { blank, field, saved, write } from "../editor/hands.js";
import * as Y from "yjs";

const SIZES = [10, 500, 2000];
const THREADS = [0, 100, 500];
const BLOCKS_OF_THREADS = 510;
const KEYS = 120;
const REMOTE_KEYS = 60;
const OPENINGS = 5;
const SLOWED = 4;
const WORDS = "Two towns on one river write what neither of them could write alone, and say so in plain words. ";

test.describe.configure({ mode: "serial" });
test.setTimeout(300_000);

const lines = [];
const print = (what, values) => lines.push([what.padEnd(64), ...values.map((value) => value.padStart(16))].join(""));
test.afterAll(() => console.log(lines.join("\n")));

const sorted = (list) => [...list].sort((a, b) => a - b);
const part = (list, share) => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * share))];
const both = (list) => `${part(list, 0.5).toFixed(1)} / ${part(list, 0.95).toFixed(1)}`;

/** They bring texts in turn: one account has tokens for ten programs. */
const PEOPLE = ["editor", "partner-editor"];
let filling = 0;

/** A proposal with so many paragraphs, brought by a client without an editor. */
async function filled(talka, page, blocks) {
  const proposal = await blank(talka);
  await page.goto("/demo/editor");
  const client = await join(talka, PEOPLE[filling++ % PEOPLE.length], proposal);
  const text = client.doc.getXmlFragment("summary.lv");
  client.doc.transact(() => {
    for (let number = 0; number < blocks; number += 1) {
      const paragraph = new Y.XmlElement("paragraph");
      // Four digits: no number is part of another.
      paragraph.insert(0, [new Y.XmlText(`${1000 + number} ${WORDS}`)]);
      text.push([paragraph]);
    }
  });
  return { proposal, client };
}

/** Puts the caret at the end of the paragraph in the middle. */
async function amid(page) {
  await field(page).evaluate((host) => {
    const blocks = host.querySelectorAll("p");
    const block = blocks[Math.floor(blocks.length / 2)];
    block.scrollIntoView({ block: "center" });
    host.focus({ preventScroll: true });
    getSelection().selectAllChildren(block);
    getSelection().collapseToEnd();
  });
}

/** Runs in the page: notes each key's way to the screen. */
function watchKeys() {
  const seen = { handled: [], painted: [], events: [] };
  window.seen = seen;
  let pressed = 0;
  addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
  addEventListener("input", () => {
    seen.handled.push(performance.now() - pressed);
    afterPaint(() => seen.painted.push(performance.now() - pressed));
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "keydown") seen.events.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16 });
  function afterPaint(act) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = act;
    requestAnimationFrame(() => port2.postMessage(null));
  }
}

/** Runs in the page: notes when the text was painted after it changed, by the clock of the machine. */
function watchText(name) {
  window.painted = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => window.painted.push(performance.timeOrigin + performance.now());
  new MutationObserver(() => requestAnimationFrame(() => port2.postMessage(null))).observe(
    document.querySelector(`[data-field="${name}"]`),
    { subtree: true, childList: true, characterData: true },
  );
}

const frame = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve())));

for (const blocks of SIZES) {
  test(`${blocks} paragraphs: a key here`, async ({ talka, person }) => {
    const page = await person();
    const { proposal, client } = await filled(talka, page, blocks);
    await write(page, "editor", proposal);
    await expect(field(page).locator("p")).toHaveCount(blocks, { timeout: 60_000 });
    await amid(page);
    await page.keyboard.type("warm ");
    await page.evaluate(watchKeys);
    for (let key = 0; key < KEYS; key += 1) {
      await page.keyboard.press("abcdefgh"[key % 8]);
      await frame(page);
    }
    await expect.poll(() => page.evaluate(() => window.seen.painted.length)).toBe(KEYS);
    const seen = await page.evaluate(() => window.seen);
    const shorter = Array(Math.max(0, KEYS - seen.events.length)).fill(0);
    const events = [...shorter, ...seen.events];
    const timing = [0.5, 0.95].map((share) => (part(events, share) === 0 ? "<16" : part(events, share)));
    print(`${blocks} paragraphs: key until handled, ms (median / 95 %)`, [both(seen.handled)]);
    print(`${blocks} paragraphs: key until painted, ms`, [both(seen.painted)]);
    print(`${blocks} paragraphs: keydown by Event Timing, ms`, [timing.join(" / ")]);
    await saved(page);
    client.leave();
  });

  test(`${blocks} paragraphs: a key at the partner's`, async ({ talka, person }) => {
    const here = await person();
    const { proposal, client } = await filled(talka, here, blocks);
    await write(here, "editor", proposal);
    await expect(field(here).locator("p")).toHaveCount(blocks, { timeout: 60_000 });
    await amid(here);
    const there = await write(await person(), "partner-editor", proposal);
    await expect(field(there).locator("p")).toHaveCount(blocks, { timeout: 60_000 });
    await amid(there);
    await there.keyboard.type("warm ");
    await expect(field(here)).toContainText("warm ");
    await here.evaluate(watchText, "summary.lv");
    await there.evaluate(() => {
      addEventListener("keydown", (event) => (window.pressed = performance.timeOrigin + event.timeStamp), true);
    });
    const taken = [];
    for (let key = 0; key < REMOTE_KEYS; key += 1) {
      await here.evaluate(() => (window.painted.length = 0));
      await there.keyboard.press("abcdefgh"[key % 8]);
      await here.waitForFunction(() => window.painted.length > 0);
      const painted = await here.evaluate(() => window.painted[0]);
      taken.push(painted - (await there.evaluate(() => window.pressed)));
    }
    print(`${blocks} paragraphs: partner's key until painted here, ms`, [both(taken)]);
    await saved(there);
    client.leave();
  });
}

for (const threads of THREADS) {
  test(`${threads} threads: a key here`, async ({ talka, person }) => {
    const page = await person();
    const { proposal, client } = await filled(talka, page, BLOCKS_OF_THREADS);
    const other = await person();
    await other.goto("/demo/partner-editor");
    const quotes = Array.from({ length: threads }, (_, number) => `${1000 + number} Two towns on one river`);
    await openThreads([page, other], proposal, "summary.lv", quotes);
    await write(page, "editor", proposal);
    await expect(field(page).locator("p")).toHaveCount(BLOCKS_OF_THREADS, { timeout: 60_000 });
    await amid(page);
    await page.keyboard.type("warm ");
    await page.evaluate(watchKeys);
    for (let key = 0; key < KEYS; key += 1) {
      await page.keyboard.press("abcdefgh"[key % 8]);
      await frame(page);
    }
    await expect.poll(() => page.evaluate(() => window.seen.painted.length)).toBe(KEYS);
    const seen = await page.evaluate(() => window.seen);
    print(`${threads} threads: key until handled, ms (median / 95 %)`, [both(seen.handled)]);
    print(`${threads} threads: key until painted, ms`, [both(seen.painted)]);
    await saved(page);
    client.leave();
  });
}

test("until a page can be typed into, with a slow processor", async ({ talka, person }) => {
  for (const blocks of SIZES) {
    const first = await person();
    const { proposal, client } = await filled(talka, first, blocks);
    const taken = [];
    for (let opening = 0; opening < OPENINGS; opening += 1) {
      const page = await person();
      await page.goto("/demo/editor");
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
      await page.addInitScript(() => {
        const look = () => {
          const host = document.querySelector('[data-field="summary.lv"][contenteditable="true"]');
          if (host && host.textContent && !window.live) window.live = performance.now();
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
      });
      await page.goto(`/proposals/${proposal}?lang=lv`);
      await page.waitForFunction(() => window.live, null, { timeout: 120_000 });
      taken.push(await page.evaluate(() => window.live));
      await page.context().close();
    }
    print(`${blocks} paragraphs: until it can be typed into, ${SLOWED} times slower, ms`, [both(taken)]);
    client.leave();
  }
});
