// Two versions are compared: on a desk, on a phone, with keys.

import AxeBuilder from "@axe-core/playwright";
import * as foreign from "./foreign.js";
import { nameOf, oneClick, PEOPLE } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "compare" });

const lv = words("lv");
const FIELD = "summary.lv";
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target)}`)).toEqual([]);
}

async function look(page, name) {
  if (!process.env.TALKA_LOOKS) return;
  for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [390, "light"], [390, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${process.env.TALKA_LOOKS}/${name}-${width}-${scheme}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

/** Writes as somebody at another Yjs editor, until a page shows it. */
async function writes(talka, person, proposal, change) {
  const { doc, leave } = await foreign.join(talka, person, proposal);
  change(doc);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  leave();
}

/** Takes a step by its plain form. */
async function step(page, proposal, name) {
  await page.goto(`/proposals/${proposal}/step/${name}`);
  await page.getByRole("main").locator("form button").last().click();
  await page.waitForURL(/done=/);
}

/** The texts of the paragraphs of the field. */
const paragraphs = (doc) => doc.getXmlFragment(FIELD).toArray().map((it) => it.get(0)).filter((it) => it?.length);

test("what changed since a version is shown with who did it", async ({ person, talka }) => {
  const { proposal } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const admin = await person();
  await oneClick(admin, "admin");
  const lines = ["Pirmā rindkopa paliek savā vietā.", "Otrā rindkopa ceļo uz teksta beigām.", "Trešā rindkopa ir par sarunām.", "Ceturtā rindkopa ir par naudu."];
  await writes(talka, "admin", proposal, (doc) => lines.forEach((line) => foreign.write(doc, FIELD, line)));
  await step(admin, proposal, "open-review");
  await writes(talka, "partner-editor", proposal, (doc) => foreign.write(doc, FIELD, lines[1]));
  await writes(talka, "admin", proposal, (doc) => {
    const [, moved, changed] = paragraphs(doc);
    const fragment = doc.getXmlFragment(FIELD);
    fragment.delete(fragment.toArray().findIndex((it) => it.get(0) === moved), 1);
    changed.delete(22, 8);
    changed.insert(22, "svētkiem.");
  });

  const page = `/proposals/${proposal}/compare/1/now`;
  await test.step("from the versions, with what changed and by whom", async () => {
    await admin.goto(`/proposals/${proposal}/versions`);
    await look(admin, "versions");
    await axe(admin);
    await admin.getByRole("link", { name: lv("compare-now") }).click();
    await expect(admin).toHaveURL(page);
    const change = admin.getByRole("article").filter({ hasText: "svētkiem" });
    await expect(change).toContainText(lv("compare-inserted-by", { name: nameOf(PEOPLE.admin, "lv") }));
    await expect(change).toContainText(lv("compare-deleted-by", { name: nameOf(PEOPLE.admin, "lv") }));
    await expect(admin.getByText(lv("compare-moved-here")).first()).toBeVisible();
    await axe(admin);
    await look(admin, "compare");
  });

  await test.step("side by side on a desk, in one column on a phone, heard once on both", async () => {
    const change = admin.getByRole("article").filter({ hasText: "svētkiem" });
    const [sides, one] = [change.locator(".cmp-sides"), change.locator(".cmp-one")];
    await expect(sides).toBeVisible();
    await expect(sides).toHaveAttribute("aria-hidden", "true");
    await expect(change.getByText(lv("compare-inserted-hear"))).toHaveCount(1);
    await admin.setViewportSize({ width: 390, height: 844 });
    await expect(sides).toBeHidden();
    await expect(one).toBeVisible();
    await expect(one.locator("ins")).toContainText("svētkiem");
    const wide = await admin.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await admin.setViewportSize({ width: 1280, height: 900 });
  });

  await test.step("from change to change with keys", async () => {
    await admin.goto(page);
    await admin.keyboard.press("Alt+ArrowDown");
    await expect(admin.locator("#change-1")).toBeFocused();
    await admin.keyboard.press("Alt+ArrowDown");
    await expect(admin.locator("#change-2")).toBeFocused();
    await admin.keyboard.press("Alt+ArrowUp");
    await expect(admin.locator("#change-1")).toBeFocused();
  });
});
