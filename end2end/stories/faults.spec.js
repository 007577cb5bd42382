// What can go wrong while somebody types: the page's own program fails, the line comes and goes, the
// browser is closed. Nothing that was typed is lost.

import { chromium } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editable, oneClick, openMore, openProposal, openStage, saved, select, takeStep, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "faults" });

const lv = words("lv");
const SUMMARY = { lv: "Kopsavilkums", pl: "Streszczenie" };

async function freshProposal(talka) {
  return (await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json()).proposal;
}

async function state(page, wanted) {
  await expect(page.locator("[data-save-state]")).toHaveAttribute("data-save-state", wanted);
}

/** A line that can be cut: no socket stands, no request gets through. */
async function lineOf(page) {
  const line = { cut: false, sockets: [] };
  await page.routeWebSocket(/\/collab\//, (socket) => {
    if (line.cut) return socket.close();
    socket.connectToServer();
    line.sockets.push(socket);
  });
  await page.route(/\/collab\/.*\/sync/, (route) => (line.cut ? route.abort() : route.continue()));
  line.drop = () => Promise.all(line.sockets.splice(0).map((socket) => socket.close()));
  return line;
}

/** An editor who has typed a sentence that only this browser has. */
async function unsent(person, talka, sentence) {
  const proposal = await freshProposal(talka);
  const page = await person();
  const line = await lineOf(page);
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY.lv)).click();
  await page.keyboard.type("Droši. ");
  await saved(page);
  line.cut = true;
  await line.drop();
  await page.keyboard.type(sentence);
  await state(page, "offline");
  return { page, line, proposal };
}

/** What the partner reads, in a browser of its own. */
async function readByPartner(person, proposal) {
  const partner = await person();
  await oneClick(partner, "partner-editor");
  await openProposal(partner, proposal);
  await editable(partner, SUMMARY.pl);
  return text(partner, SUMMARY.pl);
}

/** The page says that it failed, takes no more letters, loads again, and has everything. */
async function recovers(person, { page, line, proposal }, sentence) {
  const note = page.getByRole("alert").filter({ hasText: lv("editor-recovered") });
  await expect(note).toBeVisible();
  await expect(page.locator(".tk[contenteditable=true]")).toHaveCount(0);
  await expect(note).toHaveCount(0);
  await expect(await editable(page, SUMMARY.lv)).toContainText(`Droši. ${sentence}`);
  await state(page, "offline");
  line.cut = false;
  await saved(page);
  await expect(await readByPartner(person, proposal)).toContainText(`Droši. ${sentence}`);
}

test("a panic in the page loses nothing of what was typed", async ({ person, talka }) => {
  const it = await unsent(person, talka, "Pirms kļūmes.");
  // Leptos trusts the browser to make elements; where it does not, the program panics.
  const panicked = it.page.waitForEvent("pageerror", (error) => error.message.includes("unreachable"));
  await select(it.page, SUMMARY.lv, "kļūmes");
  await expect(it.page.getByRole("button", { name: lv("thread-comment-selection") })).toBeVisible();
  await it.page.evaluate(() => {
    const make = Document.prototype.createElement;
    const copy = Node.prototype.cloneNode;
    const fail = () => {
      Object.assign(Document.prototype, { createElement: make });
      Object.assign(Node.prototype, { cloneNode: copy });
      throw new Error("no more elements");
    };
    Document.prototype.createElement = fail;
    Node.prototype.cloneNode = fail;
  });
  await it.page.getByRole("button", { name: lv("thread-comment-selection") }).click();
  await panicked;
  await recovers(person, it, "Pirms kļūmes.");
});

test("what stands around the text may come late: the text does not wait for it", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const page = await person();
  const AROUND = /around\..*\.wasm/;
  await page.route(AROUND, (route) => route.abort());
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  const area = await editable(page, SUMMARY.lv);
  await area.click();
  await page.keyboard.type("Pirms rīkiem.");
  await expect(area).toHaveText("Pirms rīkiem.");
  const finding = page.getByRole("button", { name: lv("find"), exact: true });
  await finding.click();
  await expect(page.getByRole("search")).toHaveCount(0);
  await page.unroute(AROUND);
  await expect(async () => {
    await finding.click();
    await expect(page.getByRole("search")).toBeVisible({ timeout: 500 });
  }).toPass();
  await saved(page);
  await expect(await readByPartner(person, proposal)).toHaveText("Pirms rīkiem.");
});

/** A proposal that is open with its text live, and what lets the part around the text become live. */
async function besideTheText(person, proposal) {
  // The service worker would hand out the file that is held back here.
  const page = await person({ serviceWorkers: "block" });
  let open;
  const gate = new Promise((resolve) => {
    open = resolve;
  });
  await page.route(/around\..*\.wasm/, (route) => gate.then(() => route.continue()));
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await editable(page, SUMMARY.lv);
  return { page, open };
}

/** Lets it become live; what was written by the server is out of the page then. */
async function becomesLive(open, written) {
  open();
  await expect.poll(() => written.evaluate((it) => it.isConnected)).toBe(false);
}

test("the keyboard stays where it was when a part becomes live", async ({ person, talka }) => {
  const { page, open } = await besideTheText(person, await freshProposal(talka));
  await openMore(page, lv);
  const link = page.getByRole("link", { name: lv("proposal-decisions") });
  await link.focus();
  await becomesLive(open, await link.elementHandle());
  await expect(link).toBeFocused();
});

test("what was unfolded before a part becomes live stays open", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const admin = await person();
  await oneClick(admin, "admin");
  await openProposal(admin, proposal);
  await takeStep(admin, lv, "open-review");
  const { page, open } = await besideTheText(person, proposal);
  await openStage(page, lv);
  await page.locator("summary", { hasText: lv("progress-history") }).click();
  const link = page.getByRole("link", { name: lv("versions-all") });
  await becomesLive(open, await link.elementHandle());
  await link.click();
  await expect(page).toHaveURL(/versions/);
});

/** The next time the page's program asks for the time, it is thrown at. */
async function throwAtIt(page) {
  await page.evaluate(() => {
    const clock = Performance.prototype.now;
    Performance.prototype.now = function now() {
      // Others on the page ask for the time as well.
      if (!new Error().stack.includes("wasm")) return clock.call(this);
      Performance.prototype.now = clock;
      throw new Error("no time");
    };
  });
  await page.keyboard.press("Enter");
}

test("an exception of the browser in the middle of typing loses nothing of what was typed", async ({ person, talka }) => {
  const it = await unsent(person, talka, "Pirms izņēmuma.");
  await throwAtIt(it.page);
  await recovers(person, it, "Pirms izņēmuma.");
});

/** Holds up everything that the page wants to write to this device until it is let go. */
async function slowDisk(page) {
  await page.evaluate(async () => {
    const database = await new Promise((resolve) => {
      indexedDB.open("talka").onsuccess = (event) => resolve(event.target.result);
    });
    const changes = database.transaction("changes", "readwrite").objectStore("changes");
    const hold = () => {
      if (!window.letGo) changes.count().onsuccess = hold;
    };
    hold();
  });
  return () => page.evaluate(() => Object.assign(window, { letGo: true }));
}

test("letters that wait for a slow disk while the page fails are not lost either", async ({ person, talka }) => {
  const it = await unsent(person, talka, "Pirms");
  const letGo = await slowDisk(it.page);
  await it.page.keyboard.type(" lēnā diska.");
  await throwAtIt(it.page);
  await letGo();
  await recovers(person, it, "Pirms lēnā diska.");
});

test("who leaves while the disk is slow leaves no letter behind", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const page = await person();
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  const area = await editable(page, SUMMARY.lv);
  await area.click();
  await page.keyboard.type("Droši. ");
  await saved(page);
  await slowDisk(page);
  await page.keyboard.type("Un prom.");
  await expect(area).toContainText("Un prom.");
  await state(page, "saving");
  await page.goto("/");
  await expect(await readByPartner(person, proposal)).toContainText("Droši. Un prom.");
});

/** From now on this device's disk takes nothing. */
async function fullDisk(page) {
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function fail(value, key) {
      put.call(this, value, key);
      window.failed = (window.failed ?? 0) + 1;
      // The key is there by then: the request fails, and its transaction with it.
      return this.add(value, key);
    };
  });
}

test("what neither the server nor this device keeps is called so, and who leaves is asked", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const page = await person();
  const line = await lineOf(page);
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY.lv)).click();
  await page.keyboard.type("Droši. ");
  await saved(page);
  await fullDisk(page);
  line.cut = true;
  await line.drop();
  await page.keyboard.type("Tikai šeit.");
  await expect(page.locator("[data-save-state]")).toHaveText(lv("save-only-here"));
  await state(page, "offline");
  const asked = page.waitForEvent("dialog");
  const leaving = page.goto("/").catch(() => {});
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await leaving;
  await expect(text(page, SUMMARY.lv)).toHaveText("Droši. Tikai šeit.");
  line.cut = false;
  await saved(page);
  await expect(await readByPartner(person, proposal)).toHaveText("Droši. Tikai šeit.");
});

test("a disk that takes nothing costs no letter: the page stays, and the server has it", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const page = await person();
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY.lv)).click();
  await page.keyboard.type("Droši. ");
  await saved(page);
  await fullDisk(page);
  await page.keyboard.type("Bez diska.");
  await saved(page);
  expect(await page.evaluate(() => window.failed)).toBeGreaterThan(5);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(await readByPartner(person, proposal)).toContainText("Droši. Bez diska.");
});

test("a page that fails again at once is left standing and says so", async ({ person, talka }) => {
  const it = await unsent(person, talka, "Pirms otrās reizes.");
  await throwAtIt(it.page);
  const note = it.page.getByRole("alert").filter({ hasText: lv("editor-recovered") });
  await expect(note).toBeVisible();
  await expect(note).toHaveCount(0);
  await (await editable(it.page, SUMMARY.lv)).click();
  await throwAtIt(it.page);
  await expect(it.page.getByRole("alert").filter({ hasText: lv("editor-failed-again") })).toBeVisible();
  await expect(it.page.locator(".tk[contenteditable=true]")).toHaveCount(0);
  it.line.cut = false;
  await it.page.reload();
  await expect(await editable(it.page, SUMMARY.lv)).toContainText("Droši. Pirms otrās reizes.");
  await saved(it.page);
});

test("a line that is lost again and again while somebody types costs no letter", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const page = await person();
  const line = await lineOf(page);
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY.lv)).click();
  const sentences = Array.from({ length: 12 }, (_, at) => `Teikums numur ${at}, kas raksta tālāk. `);
  for (const sentence of sentences) {
    const half = Math.floor(sentence.length / 2);
    await page.keyboard.type(sentence.slice(0, half));
    await line.drop();
    await page.keyboard.type(sentence.slice(half));
  }
  await saved(page);
  const whole = sentences.join("").trim();
  await expect(text(page, SUMMARY.lv)).toContainText(whole);
  await expect(await readByPartner(person, proposal)).toContainText(whole);
});

test("a browser that is closed with unsent text sends it when it is opened again", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const folder = await mkdtemp(join(tmpdir(), "talka-browser-"));
  const { launchOptions } = test.info().project.use;
  const open = async () => {
    const browser = await chromium.launchPersistentContext(folder, { ...launchOptions, baseURL: talka.url, locale: "en-GB" });
    const page = await browser.newPage();
    return { browser, page, line: await lineOf(page) };
  };
  const evening = await open();
  await oneClick(evening.page, "editor");
  await openProposal(evening.page, proposal);
  await (await editable(evening.page, SUMMARY.lv)).click();
  await evening.page.keyboard.type("Vakarā sākts, ");
  await saved(evening.page);
  evening.line.cut = true;
  await evening.line.drop();
  await evening.page.keyboard.type("naktī pabeigts.");
  await state(evening.page, "offline");
  await evening.browser.close();
  const partner = await readByPartner(person, proposal);
  await expect(partner).toContainText("Vakarā sākts,");
  await expect(partner).not.toContainText("naktī");

  const morning = await open();
  await openProposal(morning.page, proposal);
  await expect(await editable(morning.page, SUMMARY.lv)).toContainText("Vakarā sākts, naktī pabeigts.");
  await saved(morning.page);
  await expect(partner).toContainText("Vakarā sākts, naktī pabeigts.");
  await morning.browser.close();
  await rm(folder, { recursive: true, force: true });
});
