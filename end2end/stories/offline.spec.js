// Without a network the pages that somebody has looked at open as they were kept, and say so; what is written
// about the text waits in order, can be taken back, and arrives once.

import { lineTo } from "./line.js";
import { card, editable, oneClick, openProposal, saved, select, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "offline" });

const SUMMARY = "Kopsavilkums";
const lv = words("lv");
const notSent = lv("waiting-not-sent");

async function freshProposal(talka) {
  return (await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json()).proposal;
}

/** The paths of the pages that this browser keeps. */
function kept(page) {
  return page.evaluate(async () => {
    const pages = await (await caches.open("talka-pages")).keys();
    return pages.map(({ url }) => new URL(url).pathname);
  });
}

/** The accounts to which the pages belong that this browser keeps. */
function owners(page) {
  return page.evaluate(async () => {
    const store = await caches.open("talka-pages");
    const pages = await Promise.all((await store.keys()).map((request) => store.match(request)));
    return pages.map(({ headers }) => headers.get("talka-account"));
  });
}

async function isKept(page, path) {
  await expect.poll(() => kept(page)).toContain(path);
}

const note = (page) => page.locator(".kept-note");

test("every page that was looked at opens without a network and says from when it is", async ({ person, talka }) => {
  const line = await lineTo(talka);
  const proposal = await freshProposal(talka);
  const page = await person({ baseURL: line.url });
  await oneClick(page, "editor");
  await page.goto("/");
  await isKept(page, "/");
  await isKept(page, "/offline");
  const partnership = await page.locator("main a[href^='/partnerships/']").first().getAttribute("href");
  await page.goto(partnership);
  await isKept(page, new URL(partnership, line.url).pathname);
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY)).click();
  await page.keyboard.type("Bez tīkla lasāms.");
  await saved(page);
  // Turned to in place, not loaded.
  await page.goto(`/proposals/${proposal}/decisions`);
  await isKept(page, `/proposals/${proposal}/decisions`);
  await expect(note(page)).toBeHidden();

  line.cut = true;
  for (const path of ["/", partnership, `/proposals/${proposal}/decisions`]) {
    await page.goto(path);
    await expect(page.locator("main h1").first()).toBeVisible();
    await expect(note(page)).toBeVisible();
    await expect(note(page)).toContainText(lv("kept-note"));
    await expect(note(page).locator("time")).toContainText(String(new Date().getFullYear()));
  }
  await page.goto(`/proposals/${proposal}`);
  await expect(text(page, SUMMARY)).toContainText("Bez tīkla lasāms.");

  await test.step("a page that was not kept says so and names those that were", async () => {
    await page.goto("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(lv("offline-title"));
    await page.locator(".kept-pages").getByRole("link", { name: /./ }).first().waitFor();
    await expect(note(page)).toBeHidden();
    await page.locator(`.kept-pages a[href="/proposals/${proposal}/decisions"]`).click();
    await page.waitForURL(`**/proposals/${proposal}/decisions`);
    await expect(note(page)).toBeVisible();
  });

  await test.step("with a network again it is as it is now", async () => {
    line.cut = false;
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect(note(page)).toBeHidden();
    expect(new URL(page.url()).pathname).toBe(`/proposals/${proposal}/decisions`);
  });

  await test.step("a page that was not kept comes as soon as there is a network", async () => {
    line.cut = true;
    await page.goto("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(lv("offline-title"));
    // The program runs.
    await page.waitForFunction(() => history.scrollRestoration === "manual");
    line.cut = false;
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(lv("account-title"));
  });
  line.close();
});

test("a page that was loaded past the script that keeps pages is in its charge all the same", async ({ person }) => {
  const page = await person();
  await oneClick(page, "editor");
  await page.goto("/");
  const isInCharge = () => page.evaluate(() => navigator.serviceWorker.controller !== null);
  await expect.poll(isInCharge).toBe(true);
  // As with Shift and the button that loads anew.
  const browser = await page.context().newCDPSession(page);
  await browser.send("Page.reload", { ignoreCache: true });
  await page.waitForFunction(() => history.scrollRestoration === "manual");
  await expect.poll(isInCharge).toBe(true);
});

test("an error of a proxy takes no kept page away, another account and the end of the session take all", async ({ person, talka }) => {
  const line = await lineTo(talka);
  const page = await person({ baseURL: line.url });
  await oneClick(page, "editor");
  await page.goto("/");
  await isKept(page, "/");
  await page.goto("/account");
  await isKept(page, "/account");
  for (const status of [502, 503, 429]) {
    line.status = status;
    await page.goto("/account");
    await expect(note(page)).toBeVisible();
    expect(await kept(page)).toEqual(expect.arrayContaining(["/", "/account"]));
  }
  line.status = 0;

  const editor = await page.locator("html").getAttribute("data-account");
  expect(await owners(page)).toContain(editor);
  await page.goto("/demo/partner-editor");
  await expect.poll(() => owners(page)).not.toContain(editor);

  await page.goto("/account");
  await isKept(page, "/account");
  await page.context().clearCookies({ name: "talka" });
  await page.goto("/account");
  await expect.poll(() => kept(page)).toEqual([]);
  line.close();
});

test("comments, answers and decisions wait for a connection, in order, and can be taken back", async ({ person, talka }) => {
  const line = await lineTo(talka);
  const proposal = await freshProposal(talka);
  const page = await person({ baseURL: line.url });
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY)).click();
  await page.keyboard.type("Rudenī sāksim mazu darbnīcu pie upes.");
  await saved(page);
  const comment = async (quote, body) => {
    await select(page, SUMMARY, quote);
    await page.getByRole("button", { name: lv("thread-comment-selection") }).click();
    await page.getByLabel(lv("thread-body")).fill(body);
    await page.getByRole("button", { name: lv("thread-send"), exact: true }).click();
  };
  await comment("Rudenī", "Kurā mēnesī?");
  await expect(card(page, "Rudenī")).toContainText("Kurā mēnesī?");
  await expect(page.locator(".waiting-row")).toHaveCount(0);

  line.cut = true;
  await comment("mazu darbnīcu", "Cik mazu?");
  const small = card(page, "mazu darbnīcu");
  await expect(small).toContainText("Cik mazu?");
  await expect(small.locator(".waiting-row")).toContainText(notSent);
  const autumn = card(page, "Rudenī");
  await autumn.locator(".quote").click();
  await autumn.getByLabel(lv("thread-answer"), { exact: true }).fill("Septembrī.");
  await autumn.getByRole("button", { name: lv("thread-answer-send") }).click();
  await expect(autumn.locator(".waiting-row")).toContainText("Septembrī.");
  await comment("pie upes", "Šo es pārdomāju.");
  await expect(page.locator(".waiting > summary")).toContainText("3");

  await test.step("a reload without a network finds them", async () => {
    await page.reload();
    await expect(card(page, "mazu darbnīcu").locator(".waiting-row")).toContainText(notSent);
    await expect(page.locator(".waiting > summary")).toContainText("3");
  });

  await test.step("one is taken back", async () => {
    await card(page, "pie upes").getByRole("button", { name: lv("waiting-take-back") }).click();
    await expect(page.locator("[data-thread]").filter({ hasText: "Šo es pārdomāju." })).toHaveCount(0);
    await expect(page.locator(".waiting > summary")).toContainText("2");
  });

  await test.step("with a connection they arrive, once", async () => {
    line.cut = false;
    await expect(page.locator(".waiting")).toBeHidden({ timeout: 30_000 });
    const partner = await person();
    await oneClick(partner, "partner-editor");
    await openProposal(partner, proposal);
    const cards = partner.locator("[data-thread]");
    await expect(cards).toHaveCount(2);
    await expect(card(partner, "mazu darbnīcu")).toContainText("Cik mazu?");
    await card(partner, "Rudenī").locator(".quote").click();
    await expect(card(partner, "Rudenī").getByText("Septembrī.")).toHaveCount(1);
  });
  line.close();
});

test("what waits and the browser does not keep is said so, and the page asks before it is left", async ({ person, talka }) => {
  const line = await lineTo(talka);
  const proposal = await freshProposal(talka);
  const page = await person({ baseURL: line.url });
  await page.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
      if (window.isFull && name.startsWith("talka-waiting")) throw new DOMException("full", "QuotaExceededError");
      set.call(this, name, value);
    };
  });
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY)).click();
  await page.keyboard.type("Vārdi pie upes.");
  await saved(page);
  line.cut = true;
  await page.evaluate(() => (window.isFull = true));
  await select(page, SUMMARY, "pie upes");
  await page.getByRole("button", { name: lv("thread-comment-selection") }).click();
  await page.getByLabel(lv("thread-body")).fill("Pie kuras?");
  await page.getByRole("button", { name: lv("thread-send"), exact: true }).click();
  const waiting = page.locator(".waiting > summary");
  await expect(waiting).toContainText(lv("save-only-here"));

  await test.step("it asks", async () => {
    const asked = page.waitForEvent("dialog");
    await page.evaluate(() => setTimeout(() => location.reload()));
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await expect(card(page, "pie upes")).toContainText("Pie kuras?");
  });

  await test.step("as soon as there is room it is kept, and nothing is asked", async () => {
    await page.evaluate(() => (window.isFull = false));
    await page.reload();
    await expect(card(page, "pie upes").locator(".waiting-row")).toContainText(notSent);
    await expect(waiting.locator(".waiting-only-here")).toBeHidden();
  });
  line.close();
});

test("it can be installed: icon, pictures and shortcuts are there", async ({ person }) => {
  const page = await person();
  await oneClick(page, "editor");
  const manifest = await page.evaluate(async () => (await fetch(document.querySelector("link[rel=manifest]").href)).json());
  expect(manifest).toMatchObject({ start_url: "/", scope: "/", display: "standalone" });
  const sizes = (src) =>
    page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
  expect(manifest.icons.length).toBeGreaterThan(0);
  for (const { src } of manifest.icons) await sizes(src);
  expect(manifest.screenshots.map(({ form_factor }) => form_factor)).toEqual(["wide", "narrow"]);
  for (const shot of manifest.screenshots) expect(await sizes(shot.src)).toBe(shot.sizes);
  expect(manifest.shortcuts.length).toBeGreaterThan(0);
  for (const { url } of manifest.shortcuts) expect((await page.request.get(url)).ok(), url).toBe(true);
});
