// One story in three modes, in every browser: all pages are turned while everything is there, with the line
// cut in the middle, and without script.

import AxeBuilder from "@axe-core/playwright";
import { lineTo } from "./line.js";
import { editable, oneClick, openMore, openProposal, openStage, saved, takeStep } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "modes" });

const lv = words("lv");
const SUMMARY = "Kopsavilkums";
const TEXT = "Divas pilsētas raksta kopā";
const CARET = " kopā".length;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** An admin at a new proposal in review, and the paths of all pages that can be turned to from there. */
async function begin(person, talka, options) {
  const { proposal } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const before = await person();
  await oneClick(before, "admin");
  await openProposal(before, proposal);
  await takeStep(before, lv, "open-review");
  const page = await person(options);
  await page.addInitScript(() => {
    const Socket = window.WebSocket;
    window.opened = 0;
    window.WebSocket = class extends Socket {
      constructor(...args) {
        super(...args);
        window.opened += 1;
      }
    };
  });
  await oneClick(page, "admin");
  await openProposal(page, proposal);
  const partnership = await page.locator("main a[href^='/partnerships/']").first().getAttribute("href");
  const at = `/proposals/${proposal}`;
  return {
    page,
    at,
    partnership,
    from: {
      [at]: [`${at}/decisions`, `${at}/read`, `${at}/versions`, `${at}/step/to-sign-off`, partnership],
      [partnership]: [`${partnership}/edit`, `${partnership}/log`],
    },
  };
}

/** Whether this page was loaded once, and never again. */
const stays = (page) => page.evaluate(() => window.stays === true);
const opened = (page) => page.evaluate(() => window.opened);

/** Follows the link that leads there, also one in the menu or in the panel of the stage. */
async function follow(page, path) {
  const links = `a[href="${path}"], a[href^="${path}?"]`;
  const link = page.locator("main").locator(links).first();
  if (!(await link.isVisible())) {
    const isOfStage = (await page.locator("#progress").locator(links).count()) > 0;
    await (isOfStage ? openStage : openMore)(page, lv);
  }
  if (!(await link.isVisible())) await page.locator("#progress details.history > summary").click();
  await link.click();
}

/** The page has come, has one heading, and its own title. */
async function isThere(page, path, titles) {
  await expect(page).toHaveURL((url) => url.pathname === path);
  await expect(page.locator(":root[data-turning]")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  titles.add(await page.title());
}

async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target)}`)).toEqual([]);
}

/** Turns to every page and back to the text; `each` looks at the page, `home` at the text again. */
async function everyPage({ page, at, partnership, from }, each, home) {
  for (const path of from[at]) {
    await follow(page, path);
    await each(path);
    for (const further of from[path] ?? []) {
      await follow(page, further);
      await each(further);
      await page.goBack();
      await each(path);
    }
    await page.goBack();
    await home();
  }
  await page.getByRole("link", { name: lv("header-home") }).first().click();
  await each("/");
  await page.getByRole("banner").locator("a[href='/account']").click();
  await each("/account");
  await page.goBack();
  await each("/");
  await page.locator(`main a[href="${partnership}"]`).first().click();
  await each(partnership);
  await page.locator(`main a[href^="${at}"]`).first().click();
  await home();
}

/** Writes the text, in two steps of the history, and puts the caret before its last word. */
async function writeText(page) {
  const area = await editable(page, SUMMARY);
  await area.click();
  await page.keyboard.type(TEXT);
  await saved(page);
  for (let letter = 0; letter < CARET; letter += 1) await page.keyboard.press("ArrowLeft");
  return area;
}

/** The caret stands where it stood: a letter goes in there, and undo takes that letter and no other. */
async function goesOn(page, area) {
  await expect(area).toBeFocused();
  await page.keyboard.type("!");
  await expect(area).toHaveText(`${TEXT.slice(0, -CARET)}!${TEXT.slice(-CARET)}`);
  await page.keyboard.press("Control+z");
  await expect(area).toHaveText(TEXT);
}

test("live: every page is turned in place, and the text is as it was, on the same socket", async ({ person, talka }) => {
  const all = await begin(person, talka, { serviceWorkers: "block" });
  const { page, at } = all;
  const area = await writeText(page);
  await page.waitForFunction(() => history.state !== null);
  await page.evaluate(() => (window.stays = true));
  const sockets = await opened(page);
  expect(sockets).toBe(1);
  const titles = new Set();
  const each = async (path) => {
    await isThere(page, path, titles);
    await axe(page);
    expect(await stays(page), path).toBe(true);
  };
  await everyPage(all, each, async () => {
    await isThere(page, at, titles);
    await goesOn(page, area);
  });
  expect(titles.size).toBe(10);
  expect(await opened(page)).toBe(sockets);
  expect(await stays(page)).toBe(true);
  await saved(page);
});

test("with the line cut in the middle: every page that was looked at, and what is typed meanwhile arrives", async ({ person, talka }) => {
  const line = await lineTo(talka, { sockets: true });
  const all = await begin(person, talka, { baseURL: line.url });
  const { page, at } = all;
  const area = await writeText(page);
  await page.waitForFunction(() => history.state !== null && navigator.serviceWorker.controller !== null);
  await page.evaluate(() => (window.stays = true));
  const titles = new Set();
  const paths = new Set();
  const home = async () => {
    await isThere(page, at, titles);
    await goesOn(page, area);
  };
  await everyPage(all, (path) => (paths.add(path), isThere(page, path, titles)), home);
  for (const path of [...paths, at]) {
    const kept = () => page.evaluate(async () => (await (await caches.open("talka-pages")).keys()).map(({ url }) => new URL(url).pathname));
    await expect.poll(kept, path).toContain(path);
  }
  await saved(page);

  line.cut = true;
  await expect(page.locator("[data-save-state]")).toHaveAttribute("data-save-state", "offline");
  await area.click();
  await page.keyboard.press("End");
  await page.keyboard.type(", arī bez tīkla");
  const now = `${TEXT}, arī bez tīkla`;
  await expect(area).toHaveText(now);
  await everyPage(all, async (path) => {
    await isThere(page, path, titles);
    await expect(page.locator(".kept-note")).toBeVisible();
    await expect(page.locator(".kept-note")).toContainText(lv("kept-note"));
    await axe(page);
  }, async () => {
    await isThere(page, at, titles);
    await expect(area).toHaveText(now);
  });
  expect(await stays(page)).toBe(true);
  expect(titles.size).toBe(10);

  line.cut = false;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await saved(page);
  const other = await person();
  await oneClick(other, "partner-editor");
  await openProposal(other, at.split("/").at(-1));
  await expect(await editable(other, "Streszczenie")).toHaveText(now);
  line.close();
});

test("without script: the same pages by the same links", async ({ person, talka }) => {
  const all = await begin(person, talka, { javaScriptEnabled: false });
  const { page, at } = all;
  const titles = new Set();
  await everyPage({ ...all, from: { ...all.from } }, (path) => isThere(page, path, titles), () => isThere(page, at, titles));
  expect(titles.size).toBe(10);
});
