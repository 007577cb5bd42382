// Who may comment and not write does it without a mouse: a caret that keys move, words that keys select, and
// keys for the comments.

import { words } from "../stories/words.js";
import { expect, test } from "../stories/talka.js";
import { blank, field, saved, sit, write } from "./hands.js";

test.use({ file: "reading" });

// The demo's editor reads Latvian, its commenter English.
const [lv, en] = [words("lv"), words("en")];
const selected = (page) => page.evaluate(() => getSelection().toString());

/** A reviewer at words that somebody has written, with the keyboard in them. */
async function reviewing(talka, person) {
  const proposal = await blank(talka);
  const writer = await write(await person(), "editor", proposal);
  await writer.keyboard.type("Viens divi trīs.");
  await writer.keyboard.press("Enter");
  await writer.keyboard.type("Otra rinda.");
  await saved(writer);
  const page = await sit(await person(), "commenter", proposal);
  await expect(field(page)).toContainText("Otra rinda.");
  await expect(page.locator("[data-save-state]").first()).toHaveAttribute("data-save-state", "saved");
  await page.waitForFunction(() => history.state !== null);
  return { page, writer };
}

/** Goes on with the Tab key until the text has the keyboard. */
async function tabInto(page) {
  const has = () => field(page).evaluate((it) => it === document.activeElement);
  for (let stops = 0; stops < 90 && !(await has()); stops += 1) await page.keyboard.press("Tab");
  await expect(field(page)).toBeFocused();
}

test("a reviewer selects words with keys, comments, and comes back to the text", async ({ talka, person }) => {
  const { page } = await reviewing(talka, person);
  await tabInto(page);
  await expect(page.locator(".reading-caret")).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+End");
  await expect.poll(() => selected(page)).toBe("ens divi trīs.");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+Control+ArrowRight");
  await expect.poll(() => selected(page)).toMatch(/^Otra ?$/);
  const offer = page.getByRole("button", { name: en("thread-comment-selection") });
  await expect(offer).toBeVisible();
  await page.keyboard.press("Control+Alt+m");
  await expect(page.getByLabel(en("thread-body"))).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(field(page)).toBeFocused();
  await expect.poll(() => selected(page)).toMatch(/^Otra ?$/);
  await expect(offer).toBeVisible();
  await page.keyboard.press("Control+Alt+m");
  await expect(page.getByLabel(en("thread-body"))).toBeFocused();
  await page.keyboard.type("Kura?");
  const send = page.getByRole("button", { name: en("thread-send"), exact: true });
  for (let stops = 0; stops < 9 && !(await send.evaluate((it) => it === document.activeElement)); stops += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page.locator(".card-thread").filter({ hasText: "Kura?" })).toBeVisible();
  await page.keyboard.type("nothing");
  await expect(field(page)).toHaveText("Viens divi trīs.Otra rinda.");
});

test("the caret of a reader stays in its text and goes when the mouse is taken", async ({ talka, person }) => {
  const { page } = await reviewing(talka, person);
  await tabInto(page);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => selected(page)).toBe("V");
  await page.keyboard.press("Control+a");
  await expect.poll(async () => (await selected(page)).replace(/\s+/g, " ").trim()).toBe("Viens divi trīs. Otra rinda.");
  await page.keyboard.press("Shift+ArrowDown");
  await expect.poll(async () => (await selected(page)).includes("Otra rinda.")).toBe(true);
  await page.mouse.click(5, 300);
  await expect(page.locator(".reading-caret")).toHaveCount(0);
});

test("keys go from comment to comment, and the margin shows those that are asked for", async ({ talka, person }) => {
  const { page, writer } = await reviewing(talka, person);
  const comment = async (at, say, times, body) => {
    await field(at).focus();
    await at.keyboard.press("Control+a");
    await at.keyboard.press("ArrowLeft");
    for (let time = 0; time < times; time += 1) await at.keyboard.press("Shift+ArrowRight");
    await expect(at.getByRole("button", { name: say("thread-comment-selection") })).toBeVisible();
    await at.keyboard.press("Control+Alt+m");
    await expect(at.getByLabel(say("thread-body"))).toBeFocused();
    await at.getByLabel(say("thread-body")).fill(body);
    await at.getByRole("button", { name: say("thread-send"), exact: true }).click();
    await expect(at.locator(".card-thread").filter({ hasText: body })).toBeVisible();
  };
  await comment(writer, lv, 5, "No rakstītāja.");
  await comment(page, en, 3, "No recenzenta.");
  const cards = page.locator(".cards-beside .card-thread");
  await expect(cards).toHaveCount(2);

  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+F9");
  const held = () => page.evaluate(() => document.activeElement.closest("[data-thread]")?.dataset.thread);
  await expect.poll(held).toBeTruthy();
  const first = await held();
  await page.keyboard.press("Alt+F9");
  await expect.poll(async () => [undefined, first].includes(await held())).toBe(false);
  await page.keyboard.press("Alt+Shift+F9");
  await expect.poll(held).toBe(first);
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-thread][data-active=true]")).toHaveCount(0);

  const filter = page.getByLabel(en("threads-filter"), { exact: true });
  await filter.selectOption({ label: en("threads-filter-mine") });
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText("No recenzenta.");
  await filter.selectOption({ label: en("threads-filter-suggestions") });
  await expect(cards).toHaveCount(0);
  await expect(page.getByText(en("threads-none-fit"))).toBeVisible();
  await filter.selectOption({ label: en("threads-filter-all") });
  await expect(cards).toHaveCount(2);
});
