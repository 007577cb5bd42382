// On a phone: reading first, one tap to write, the tools at the bottom of what is seen, nothing over the
// handles of the selection. Taps are real input of Chromium. Its keyboard on the screen is not to be
// had without a phone: the part of the page that it leaves is told by a visual viewport of ours; nor are
// the handles of a selection: the words are selected by a call, as those do in the end.

import { expect, test } from "../stories/talka.js";
import { select } from "../stories/people.js";
import { words } from "../stories/words.js";
import { blank, field, live, saved, shows, sit, write } from "./hands.js";

const lv = words("lv");
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const TAG = { tag: "@devtools" };

let page, proposal;

test.beforeEach(async ({ talka, person }) => {
  proposal = await blank(talka);
  const writer = await write(await person(), "editor", proposal);
  await writer.keyboard.type("alpha beta gamma");
  await saved(writer);
  await writer.context().close();
  page = await person(PHONE);
});

/** Replaces the part of the page that is seen by one that the test sets. */
const viewportOfOurs = () => {
  class Seen extends EventTarget {
    offsetTop = 0;
    offsetLeft = 0;
    pageTop = 0;
    scale = 1;
    get width() {
      return innerWidth;
    }
    get height() {
      return innerHeight - (this.keyboard ?? 0);
    }
  }
  const seen = new Seen();
  Object.defineProperty(window, "visualViewport", { get: () => seen });
};

const keyboard = (height) =>
  page.evaluate((height) => {
    visualViewport.keyboard = height;
    visualViewport.dispatchEvent(new Event("resize"));
  }, height);

const box = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());
const tools = () => page.locator(".workbar-tools");

test("one reads first; one tap, and one writes", TAG, async () => {
  await sit(page, "editor", proposal);
  await live(page);
  await expect(page.locator(".tk:focus")).toHaveCount(0);
  await expect(tools()).toBeHidden();
  await field(page).tap();
  await expect(field(page)).toBeFocused();
  await expect(tools()).toBeVisible();
  await page.keyboard.press("End");
  await page.keyboard.type("!");
  await shows(page, "<p>alpha beta gamma!</p>");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("the tools stand above the keyboard, and the caret above the tools", TAG, async () => {
  await page.addInitScript(viewportOfOurs);
  await write(page, "editor", proposal);
  await expect(tools()).toBeVisible();
  expect((await box(tools())).bottom).toBeCloseTo(844, 0);
  await keyboard(340);
  await expect.poll(async () => Math.round((await box(tools())).bottom)).toBe(844 - 340);
  for (let line = 0; line < 25; line += 1) await page.keyboard.press("Enter");
  await page.keyboard.type("down here");
  const caret = () => page.evaluate(() => getSelection().getRangeAt(0).getBoundingClientRect().bottom);
  await expect.poll(caret).toBeLessThanOrEqual((await box(tools())).top);
  await keyboard(0);
  await expect.poll(async () => Math.round((await box(tools())).bottom)).toBe(844);
});

test("every tool is large enough for a finger and can be scrolled to", TAG, async () => {
  await write(page, "editor", proposal);
  for (const button of await page.getByRole("toolbar").getByRole("button").all()) {
    await button.scrollIntoViewIfNeeded();
    const { width, height } = await box(button);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(40);
    await expect(button).toBeInViewport();
  }
});

test("nothing lies over selected words, and the tools keep them", TAG, async () => {
  await write(page, "editor", proposal);
  await select(page, "Kopsavilkums", "beta");
  const comment = page.getByRole("button", { name: lv("thread-comment-selection") });
  await expect(comment).toBeVisible();
  const letters = await page.evaluate(() => getSelection().getRangeAt(0).getBoundingClientRect().toJSON());
  // The system's own bar stands above the words, its handles hang below them.
  const free = { top: letters.top - 60, bottom: letters.bottom + 48 };
  for (const floating of [await box(comment), await box(tools())]) {
    expect(floating.top >= free.bottom || floating.bottom <= free.top, JSON.stringify({ floating, letters })).toBe(true);
  }
  await page.getByRole("toolbar").getByRole("button", { name: lv("editor-bold") }).tap();
  await shows(page, "<p>alpha <strong>beta</strong> gamma</p>");
  await expect(field(page)).toBeFocused();
  await comment.tap();
  await expect(page.getByLabel(lv("thread-body"))).toBeVisible();
});
