// What somebody looks for is shown as it is typed, over any page, and opens at its place.

import AxeBuilder from "@axe-core/playwright";
import { oneClick } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "search" });

const lv = words("lv");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const dialog = (page) => page.getByRole("dialog", { name: lv("search-title") });
const field = (page) => dialog(page).getByRole("combobox");
const options = (page) => dialog(page).getByRole("option");

async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html)}`)).toEqual([]);
}

test("words are found as they are typed, and Enter leads to their place", async ({ person }) => {
  const page = await person();
  await oneClick(page, "reader");
  await page.goto("/");
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await expect(options(page)).toHaveCount(0);
  await axe(page);
  await page.keyboard.type("vadit \"brivpratigo centru");
  await expect(options(page).locator("mark").first()).toBeVisible();
  await expect(field(page)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", /./);
  await axe(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/proposals\/[^/]+\?/);

  // From the page of a proposal the field leads to its other pages as well.
  await page.keyboard.press("Control+k");
  await expect(options(page).first()).toBeVisible();
  await page.keyboard.type("lēmumi");
  await expect(options(page).first()).toHaveText(lv("proposal-decisions"));
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press("Control+k");
  await field(page).fill("lēmumi");
  await expect(options(page).first()).toHaveText(lv("proposal-decisions"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/decisions$/);
  await expect(dialog(page)).toBeHidden();
});

test("without script a link leads to the page, which finds the same", async ({ person }) => {
  const page = await person({ javaScriptEnabled: false });
  await oneClick(page, "reader");
  await page.getByRole("banner").getByRole("link", { name: lv("search-title") }).click();
  await page.getByRole("main").getByRole("searchbox").fill("brivpratigo centru");
  await page.getByRole("main").getByRole("button", { name: lv("search-title") }).click();
  await expect(page.getByRole("main").locator("mark").first()).toBeVisible();
});

test("the key / can be switched off, in this browser", async ({ person }) => {
  const page = await person();
  await oneClick(page, "reader");
  await page.goto("/");
  await page.keyboard.press("/");
  const tick = dialog(page).getByRole("checkbox", { name: lv("search-slash") });
  await tick.uncheck();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await page.reload();
  await page.keyboard.press("/");
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(tick).not.toBeChecked();
  await axe(page);
  await tick.check();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
});
