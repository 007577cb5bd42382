// A computer that others use too: who signs out leaves nothing to be read, in no tab and in no store,
// and what the server does not have yet still waits for its author.

import { card, editable, oneClick, openProposal, saved, select, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "sign out" });

const lv = words("lv");
const SUMMARY = { lv: "Kopsavilkums", pl: "Streszczenie" };

async function freshProposal(talka) {
  return (await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json()).proposal;
}

async function state(page, wanted) {
  await expect(page.locator("[data-save-state]")).toHaveAttribute("data-save-state", wanted);
}

/** What this browser keeps: pages for times without a network, documents, and unsent changes. */
function kept(page) {
  return page.evaluate(async () => {
    const pages = (await caches.has("talka-pages")) ? await (await caches.open("talka-pages")).keys() : [];
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open("talka");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const count = (name) =>
      new Promise((resolve) => {
        const asking = database.transaction(name).objectStore(name).count();
        asking.onsuccess = () => resolve(asking.result);
      });
    const found = { pages: pages.length, documents: await count("documents"), changes: await count("changes") };
    database.close();
    return found;
  });
}

async function signOut(page) {
  await page.getByRole("button", { name: lv("header-sign-out") }).click();
  await expect(page.getByRole("link", { name: words("en")("header-sign-in") })).toBeVisible();
}

/** Signs in, types, and waits until the browser keeps the page and the text for itself. */
async function typed(page, proposal, sentence) {
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY.lv)).click();
  await page.keyboard.type(sentence);
  await saved(page);
  await expect.poll(() => kept(page)).toMatchObject({ documents: 1, changes: 0 });
  await expect.poll(async () => (await kept(page)).pages).toBeGreaterThan(0);
}

test("signing out leaves nothing to be read on a shared computer", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const page = await person();
  await typed(page, proposal, "Kopīgs dators, ");
  const other = await page.context().newPage();
  await openProposal(other, proposal);
  await (await editable(other, SUMMARY.lv)).click();
  await other.keyboard.press("Control+End");
  await other.keyboard.type("divas cilnes.");
  await saved(other);
  const plain = await page.context().newPage();
  await plain.routeWebSocket(/\/collab\//, (socket) => socket.close());
  await openProposal(plain, proposal);
  await expect(await editable(plain, SUMMARY.lv)).toContainText("Kopīgs dators");

  await test.step("the page that signs out, and the other tabs at once", async () => {
    await signOut(page);
    for (const tab of [other, plain]) {
      await state(tab, "signed-out");
      await expect(text(tab, SUMMARY.lv)).not.toHaveAttribute("contenteditable", "true");
    }
  });

  await test.step("nothing is kept in the browser", async () => {
    await expect.poll(() => kept(page)).toEqual({ pages: 0, documents: 0, changes: 0 });
  });

  await test.step("going back shows no text, not even without a network", async () => {
    await page.goBack();
    await expect(page.getByText("Kopīgs dators")).toHaveCount(0);
    await other.reload();
    await expect(other.getByText("Kopīgs dators")).toHaveCount(0);
    await page.context().setOffline(true);
    await expect(other.goto(`/proposals/${proposal}`)).rejects.toThrow();
    await page.context().setOffline(false);
  });
});

test("words that the server does not have wait for who signs in again", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const page = await person();
  const line = { cut: false, sockets: [] };
  await page.routeWebSocket(/\/collab\//, (socket) => {
    if (line.cut) return socket.close();
    socket.connectToServer();
    line.sockets.push(socket);
  });
  await page.route(/\/collab\/.*\/sync/, (route) => (line.cut ? route.abort() : route.continue()));
  await typed(page, proposal, "Paņemts, ");
  line.cut = true;
  await page.evaluate(() => {
    // What a page sends while it goes is not routed, so here it fails as it would without a line.
    const fetch = window.fetch;
    window.fetch = (address, init) => (init?.keepalive ? Promise.reject(new TypeError("no line")) : fetch(address, init));
  });
  await Promise.all(line.sockets.splice(0).map((socket) => socket.close()));
  await page.keyboard.type("nenosūtīts.");
  await state(page, "offline");
  await signOut(page);
  await expect.poll(() => kept(page)).toMatchObject({ pages: 0, documents: 0 });
  expect((await kept(page)).changes).toBeGreaterThan(0);

  line.cut = false;
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await expect(await editable(page, SUMMARY.lv)).toContainText("Paņemts, nenosūtīts.");
  await saved(page);
  const partner = await person();
  await oneClick(partner, "partner-editor");
  await openProposal(partner, proposal);
  await expect(text(partner, SUMMARY.pl)).toContainText("Paņemts, nenosūtīts.");
});

test("a comment under way survives the end of the session, and is sent after signing in again", async ({ person, talka }) => {
  const en = words("en");
  const proposal = await freshProposal(talka);
  const writer = await person();
  await typed(writer, proposal, "Vakarā dejosim.");
  const [reviewer, elsewhere] = [await person(), await person()];
  await oneClick(reviewer, "commenter");
  await openProposal(reviewer, proposal);
  await select(reviewer, "Summary", "dejosim");
  await reviewer.getByRole("button", { name: en("thread-comment-selection") }).click();
  await reviewer.getByLabel(en("thread-body")).fill("With whom?");

  await oneClick(elsewhere, "commenter");
  await elsewhere.goto("/account");
  await elsewhere.getByRole("button", { name: en("account-end-others") }).click();
  await state(reviewer, "signed-out");
  await reviewer.getByRole("button", { name: en("thread-send"), exact: true }).click();
  const alert = reviewer.getByRole("alert").filter({ hasText: en("refusal-not-signed-in") });
  await expect(alert).toBeVisible();
  await expect(reviewer.getByLabel(en("thread-body"))).toHaveValue("With whom?");

  const [beside] = await Promise.all([
    reviewer.context().waitForEvent("page"),
    alert.getByRole("link", { name: en("sign-in-beside") }).click(),
  ]);
  await oneClick(beside, "commenter");
  await reviewer.getByRole("button", { name: en("thread-send"), exact: true }).click();
  await expect(card(writer, "dejosim")).toContainText("With whom?");
});
