// Looking for words, following somebody, and the list of keys.

import { expect, test } from "../stories/talka.js";
import { words } from "../stories/words.js";
import { blank, field, saved, shows, write } from "./hands.js";

const lv = words("lv");

let proposal, page;

test.beforeEach(async ({ talka, person }) => {
  proposal = await blank(talka);
  page = await write(await person(), "editor", proposal);
});

/** The words that are painted under a highlight's name. */
function painted(name) {
  return page.evaluate((name) => {
    const ranges = [...(CSS.highlights.get(name) ?? [])];
    return ranges.map((fixed) => {
      const range = document.createRange();
      range.setStart(fixed.startContainer, fixed.startOffset);
      range.setEnd(fixed.endContainer, fixed.endOffset);
      return range.toString();
    });
  }, name);
}

test("words are found whatever their capitals and marks, in turn, and are selected in the end", async () => {
  await page.keyboard.type("Jaunieši un JAUNIESI, un vēl viens jaunietis");
  await page.keyboard.press("Control+f");
  const bar = page.getByRole("search");
  const look = bar.getByRole("searchbox");
  await expect(look).toBeFocused();
  await page.keyboard.type("jauniesi");
  await expect(bar.getByRole("status")).toHaveText(lv("find-count", { here: 1, count: 2 }));
  await expect.poll(() => painted("tk-find-here")).toEqual(["Jaunieši"]);
  await expect.poll(() => painted("tk-find")).toEqual(["JAUNIESI"]);
  await page.keyboard.press("Enter");
  await expect.poll(() => painted("tk-find-here")).toEqual(["JAUNIESI"]);
  await page.keyboard.press("Enter");
  await expect(bar.getByRole("status")).toHaveText(lv("find-count", { here: 1, count: 2 }));
  await page.keyboard.press("Shift+Enter");
  await expect.poll(() => painted("tk-find-here")).toEqual(["JAUNIESI"]);
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("tie");
  await shows(page, "<p>Jaunieši un tie, un vēl viens jaunietis</p>");
  await expect.poll(() => painted("tk-find")).toEqual([]);
});

test("what a partner writes meanwhile is found too, and what is not there is said", async ({ person }) => {
  const partner = await write(await person(), "partner-editor", proposal);
  await page.getByRole("button", { name: lv("find"), exact: true }).click();
  await page.getByRole("searchbox").fill("kopā");
  const count = page.getByRole("search").getByRole("status");
  await expect(count).toHaveText(lv("find-none"));
  await partner.keyboard.type("Rakstām kopa");
  await expect(count).toHaveText(lv("find-count", { here: 1, count: 1 }));
});

test("the button that opened the search ends it too", async () => {
  await page.keyboard.type("alpha beta");
  const button = page.getByRole("button", { name: lv("find"), exact: true });
  await button.click();
  await page.getByRole("searchbox").fill("beta");
  await expect.poll(() => painted("tk-find-here")).toEqual(["beta"]);
  await button.click();
  await expect(page.getByRole("search")).toHaveCount(0);
  await expect.poll(() => painted("tk-find-here")).toEqual([]);
});

test("somebody is followed until one goes one's own way", async ({ person }) => {
  const partner = await write(await person(), "partner-editor", proposal);
  await page.setViewportSize({ width: 1280, height: 600 });
  const follow = page.getByRole("list", { name: lv("presence-here") }).getByRole("button");
  await follow.click();
  await expect(follow).toHaveAttribute("aria-pressed", "true");
  const last = partner.locator("[data-field='sustainability.lv']");
  await last.click();
  await partner.keyboard.type("Beigas");
  await saved(partner);
  await expect(page.locator("[data-field='sustainability.lv']")).toBeInViewport();
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, -300);
  await expect(follow).toHaveAttribute("aria-pressed", "false");
});

test("the keys are listed, and can be put away", async () => {
  await page.keyboard.press("Control+/");
  const list = page.locator("#keys");
  await expect(list).toBeVisible();
  await expect(list.getByRole("row", { name: lv("editor-bold") })).toContainText("B");
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
});
