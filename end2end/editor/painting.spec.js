// Commented words, other people's selections: painted by the browser's highlights, and by rectangles
// over the text where it has none.

import { expect, test } from "../stories/talka.js";
import { select } from "../stories/people.js";
import { words } from "../stories/words.js";
import { join } from "../stories/foreign.js";
import { openThreads } from "../stories/threads.js";
import { blank, field, saved, write } from "./hands.js";
import * as Y from "yjs";

const lv = words("lv");
const SUMMARY = "Kopsavilkums";

/** A browser that is too old for highlights. */
async function old(person) {
  const page = await person();
  await page.addInitScript(() => {
    // As in Firefox 139 and Safari 17.1, which have neither.
    delete CSS.highlights;
    if (CSS.highlights) Object.defineProperty(CSS, "highlights", { value: undefined });
    delete window.Highlight;
  });
  return page;
}

async function comment(page, quote) {
  await select(page, SUMMARY, quote);
  await page.getByRole("button", { name: lv("thread-comment-selection") }).click();
  await page.getByLabel(lv("thread-body")).fill("?");
  await page.getByRole("button", { name: lv("thread-send"), exact: true }).click();
}

/** Where the browser has the letters of the first paragraph, and where the rectangles of a name are. */
const places = (page, name, from, to) =>
  page.evaluate(
    ([name, from, to]) => {
      const numbers = ({ left, top, width, height }) => [left, top, width, height].map(Math.round);
      const letters = document.createRange();
      const text = document.querySelector('[data-field="summary.lv"] p').firstChild;
      letters.setStart(text, from);
      letters.setEnd(text, to);
      return {
        letters: [...letters.getClientRects()].map(numbers),
        painted: [...document.querySelectorAll(`.tk-marks > .${name}`)].map((mark) => numbers(mark.getBoundingClientRect())),
      };
    },
    [name, from, to],
  );

/** To the pixel; the places are rounded. */
const covers = ({ letters, painted }) =>
  letters.length === painted.length &&
  letters.every((rect, index) => rect.every((number, side) => Math.abs(number - painted[index][side]) <= 1));

test("without highlights, commented words are painted as rectangles that go with them", async ({ talka, person }) => {
  const page = await write(await old(person), "editor", await blank(talka));
  expect(await page.evaluate(() => CSS.highlights === undefined)).toBe(true);
  await page.keyboard.type("one two three");
  await saved(page);
  await comment(page, "two");
  const painted = async (from, to) => {
    for (const name of ["tk-comment", "tk-comment-active"]) {
      const now = await places(page, name, from, to);
      if (now.painted.length > 0) return covers(now);
    }
    return false;
  };
  await expect.poll(() => painted(4, 7)).toBe(true);
  // Text typed before them moves them, another width of the window too.
  await field(page).click();
  await page.keyboard.press("Home");
  await page.keyboard.type("zero and ");
  await expect.poll(() => painted(13, 16)).toBe(true);
  await page.setViewportSize({ width: 700, height: 700 });
  await expect.poll(() => painted(13, 16)).toBe(true);
  // The rectangles are no part of the text, and nobody can click them.
  expect(await field(page).textContent()).toBe("zero and one two three");
  const layer = page.locator(".tk-marks").first();
  await expect(layer).toHaveAttribute("aria-hidden", "true");
  await expect(layer).toHaveCSS("pointer-events", "none");
});

test("without highlights, what the other has selected is painted, and goes when it is not", async ({ talka, person }) => {
  const proposal = await blank(talka);
  const here = await write(await old(person), "editor", proposal);
  const there = await write(await person(), "partner-editor", proposal);
  await there.keyboard.type("one two three");
  await expect(field(here)).toContainText("one two three");
  await there.keyboard.press("Control+Shift+ArrowLeft");
  const selection = here.locator('.tk-marks > [class^="tk-peer-"]');
  await expect(selection).toHaveCount(1);
  const name = await selection.getAttribute("class");
  await expect.poll(async () => covers(await places(here, name, 8, 13))).toBe(true);
  await there.keyboard.press("End");
  await expect(selection).toHaveCount(0);
});

test("what somebody selects while something comes from the server is painted for the others", async ({ talka, person }) => {
  const proposal = await blank(talka);
  const here = await write(await person(), "editor", proposal);
  const there = await person();
  await there.addInitScript(keepFrames);
  await write(there, "partner-editor", proposal);
  await there.keyboard.type("one two three");
  await saved(there);
  await expect(field(here)).toContainText("one two three");
  // The browser says only in its next task that the selection is another one: the frame comes before.
  await there.evaluate(() => {
    const text = document.querySelector('[data-field="summary.lv"] p').firstChild;
    getSelection().setBaseAndExtent(text, 13, text, 8);
    window.socket.dispatchEvent(new MessageEvent("message", { data: window.frame }));
  });
  const painted = () => here.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith("tk-peer-")));
  await expect.poll(painted).toBe(true);
});

/** Remembers the page's socket and what came through it last. */
function keepFrames() {
  window.WebSocket = class extends WebSocket {
    constructor(...where) {
      super(...where);
      window.socket = this;
      this.addEventListener("message", ({ data }) => (window.frame = data));
    }
  };
}

test("with highlights, no rectangle is painted", async ({ talka, person }) => {
  const page = await write(await person(), "editor", await blank(talka));
  await page.keyboard.type("one two three");
  await saved(page);
  await comment(page, "two");
  const named = () => page.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith("tk-comment")));
  await expect.poll(named).toBe(true);
  await expect(page.locator(".tk-marks")).toHaveCount(0);
});

/** Runs in the page: counts the words that are looked for on the screen, and those that are painted. */
function countWork() {
  const work = { rectangles: 0, painted: 0 };
  window.work = work;
  const rectangles = Range.prototype.getClientRects;
  Range.prototype.getClientRects = function () {
    work.rectangles += 1;
    return rectangles.call(this);
  };
  const add = Highlight.prototype.add;
  Highlight.prototype.add = function (range) {
    work.painted += 1;
    return add.call(this, range);
  };
}

const PARAGRAPHS = 126;
const PHRASES = ["a", "b", "c", "d"];
const phrase = (number) => `n${Math.floor(number / PHRASES.length)}${PHRASES[number % PHRASES.length]} stands alone`;

/** A page with a text of short paragraphs and threads on the first ones, four on each. */
async function crowded(talka, person, threads) {
  const proposal = await blank(talka);
  const client = await join(talka, "editor", proposal);
  const text = client.doc.getXmlFragment("summary.lv");
  client.doc.transact(() => {
    for (let number = 0; number < PARAGRAPHS; number += 1) {
      const paragraph = new Y.XmlElement("paragraph");
      const phrases = PHRASES.map((_, at) => phrase(PHRASES.length * number + at));
      paragraph.insert(0, [new Y.XmlText(phrases.join(", "))]);
      text.push([paragraph]);
    }
  });
  const [one, other] = [await person(), await person()];
  await one.goto("/demo/editor");
  await other.goto("/demo/partner-editor");
  const quotes = Array.from({ length: threads }, (_, number) => phrase(number));
  await openThreads([one, other], proposal, "summary.lv", quotes);
  await write(one, "editor", proposal);
  await expect(field(one).locator("p")).toHaveCount(PARAGRAPHS);
  client.leave();
  await other.close();
  return one;
}

/** Puts the caret at the end of a paragraph. */
const at = (page, number) =>
  field(page).evaluate((host, number) => {
    const block = host.querySelectorAll("p")[number];
    block.scrollIntoView({ block: "center" });
    host.focus({ preventScroll: true });
    getSelection().selectAllChildren(block);
    getSelection().collapseToEnd();
  }, number);

const frame = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Types some letters; what each cost on average. */
async function costs(page) {
  const KEYS = 10;
  await page.keyboard.type("warm");
  await frame(page);
  await page.evaluate(() => Object.assign(window.work, { rectangles: 0, painted: 0 }));
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press("abcdefgh"[key % 8]);
    await frame(page);
  }
  const work = await page.evaluate(() => window.work);
  return { rectangles: work.rectangles / KEYS, painted: work.painted / KEYS };
}

test("a letter costs the same however many threads are on the page", async ({ talka, person }) => {
  const elsewhere = {};
  for (const threads of [0, 100, 500]) {
    const page = await crowded(talka, person, threads);
    // One of them is the active one: the click into the text was on its words.
    const painted = () =>
      page.evaluate(() => ["tk-comment", "tk-comment-active"].reduce((sum, name) => sum + (CSS.highlights.get(name)?.size ?? 0), 0));
    await expect.poll(painted, { timeout: 30_000 }).toBe(threads);
    await page.evaluate(countWork);
    await at(page, PARAGRAPHS - 1);
    elsewhere[threads] = await costs(page);
    if (threads === 0) continue;
    // On commented words only these are painted anew.
    await at(page, 7);
    const here = await costs(page);
    expect(here.painted, `${threads} threads, four here`).toBeLessThanOrEqual(PHRASES.length);
    expect(here.rectangles - elsewhere[0].rectangles).toBeLessThanOrEqual(PHRASES.length);
    // Enter moves what stands below; what is painted goes with it.
    await page.keyboard.press("Enter");
    await frame(page);
    expect(await painted()).toBe(threads);
    await page.close();
  }
  expect(elsewhere[0].painted).toBe(0);
  expect(elsewhere[100]).toEqual(elsewhere[0]);
  expect(elsewhere[500]).toEqual(elsewhere[0]);
});
