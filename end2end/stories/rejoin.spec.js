// Somebody comes back with other rights than they left with: the page learns it on joining, closes the
// text and says why. The words written meanwhile are kept whole, in their order, and go out once.

import { editable, makeFinal, oneClick, openProposal, saved, text, unlock } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "rejoin" });
test.describe.configure({ mode: "serial" });

const lv = words("lv");
const SUMMARY = { lv: "Kopsavilkums", pl: "Streszczenie" };
const DAUGAVPILS = "01900000-0000-7000-8000-000000040001";
const ACCOUNTS = {
  editor: "01900000-0000-7000-8000-000000010003",
  "partner-editor": "01900000-0000-7000-8000-000000010004",
};

async function freshProposal(talka) {
  return (await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json()).proposal;
}

async function state(page, wanted) {
  await expect(page.locator("[data-save-state]")).toHaveAttribute("data-save-state", wanted);
}

/** What the save line says, to the eye and to a screen reader. */
async function told(page, sentence) {
  await state(page, "denied");
  await expect(page.locator("[data-save-state]")).toHaveText(sentence);
  await expect(page.getByRole("status").filter({ hasText: sentence })).toHaveCount(1);
}

/** Nothing can be typed, and no tool is offered. */
async function closed(page) {
  await expect(page.locator("[contenteditable=true]")).toHaveCount(0);
  await expect(page.getByRole("toolbar")).toHaveCount(0);
}

function refused(page) {
  return page.getByLabel(lv("save-refused-words"));
}

/** An admin who changes what the demo's editors may do. */
async function adminOf(person, who = "admin") {
  const page = await person();
  await oneClick(page, who);
  await page.goto("/");
  const place = await page.locator("main a[href^='/partnerships/']").first().getAttribute("href");
  const id = place.split("/").pop();
  const send = async (form) => {
    const answer = await page.request.post(`/partnerships/${id}`, { form, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
  };
  return {
    page,
    make: (role) => send({ act: `change-${ACCOUNTS.editor}`, role, side: DAUGAVPILS, languages: "lv" }),
    remove: (account) => send({ act: `remove-${account}` }),
  };
}

/** A line that can be cut: no socket stands, no request gets through. `plain` lets no socket through at all. */
async function lineOf(page, { plain = false } = {}) {
  const line = { isCut: false, sockets: [] };
  await page.routeWebSocket(/\/collab\//, (socket) => {
    if (line.isCut || plain) return socket.close();
    socket.connectToServer();
    line.sockets.push(socket);
  });
  await page.route(/\/collab\/.*\/sync/, (route) => (line.isCut ? route.abort() : route.continue()));
  line.cut = async () => {
    line.isCut = true;
    await Promise.all(line.sockets.splice(0).map((socket) => socket.close()));
  };
  line.mend = () => {
    line.isCut = false;
  };
  return line;
}

/** One of the demo's editors with a saved first line. */
async function begun(person, proposal, { who = "editor", language = "lv", plain } = {}) {
  const page = await person();
  const line = await lineOf(page, { plain });
  await oneClick(page, who);
  await openProposal(page, proposal);
  const area = await editable(page, SUMMARY[language]);
  await area.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("Base line.");
  await saved(page);
  return { page, line, area };
}

/** The text as the partner sees it, who reads along. */
async function readAlong(person, proposal) {
  const page = await person();
  await oneClick(page, "partner-editor");
  await openProposal(page, proposal);
  const area = await editable(page, SUMMARY.pl);
  await expect(area).toContainText("Base line.");
  return area;
}

/** Leaves, and types a sentence that only this browser has. */
async function away({ page, line }, sentence) {
  await line.cut();
  await state(page, "offline");
  if (sentence) await page.keyboard.type(sentence);
}

test("who comes back with a lower role can type nothing, and nothing is scrambled when the role returns", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const admin = await adminOf(person);
  const it = await begun(person, proposal);
  const theirs = await readAlong(person, proposal);
  await away(it);
  await admin.make("commenter");
  it.line.mend();
  await told(it.page, lv("save-denied-role"));
  await closed(it.page);
  await it.page.keyboard.type(" A whole sentence.", { delay: 30 });
  await expect(it.area).toHaveText("Base line.");
  await expect(refused(it.page)).toBeHidden();
  await admin.make("editor");
  await editable(it.page, SUMMARY.lv);
  await saved(it.page);
  await expect(it.area).toHaveText("Base line.");
  await expect(theirs).toHaveText("Base line.");
  await it.area.click();
  await it.page.keyboard.press("Control+End");
  await it.page.keyboard.type(" A whole sentence.");
  await saved(it.page);
  await expect(theirs).toHaveText("Base line. A whole sentence.");
});

for (const plain of [false, true]) {
  const way = plain ? "by ordinary requests alone" : "over a socket";
  test(`words written while the role was lowered are shown whole and go out once, ${way}`, async ({ person, talka }) => {
    const proposal = await freshProposal(talka);
    const admin = await adminOf(person);
    const it = await begun(person, proposal, { plain });
    const theirs = await readAlong(person, proposal);
    await away(it, " A whole sentence.");
    await it.page.keyboard.press("Enter");
    await it.page.keyboard.type("And another one.");
    await admin.make("commenter");
    it.line.mend();
    await told(it.page, lv("save-denied-role"));
    await closed(it.page);
    await expect(refused(it.page)).toHaveValue("Base line. A whole sentence.\nAnd another one.\n");
    await expect(it.area).toHaveText("Base line.");
    await it.page.reload();
    await expect(refused(it.page)).toHaveValue("Base line. A whole sentence.\nAnd another one.\n");
    await closed(it.page);
    await admin.make("editor");
    await editable(it.page, SUMMARY.lv);
    await saved(it.page);
    await expect(refused(it.page)).toBeHidden();
    for (const area of [it.area, theirs]) {
      await expect(area.locator("p")).toHaveText(["Base line. A whole sentence.", "And another one."]);
    }
  });
}

test("without a socket a page that only reads learns its rights as well", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const admin = await adminOf(person);
  const it = await begun(person, proposal, { plain: true });
  await admin.make("commenter");
  await told(it.page, lv("save-denied-role"));
  await closed(it.page);
  await admin.make("editor");
  await editable(it.page, SUMMARY.lv);
  await saved(it.page);
});

test("who comes back to a final reads so, and the words go out when the next draft begins", async ({ person, talka }) => {
  const { proposal } = await (await fetch(`${talka.url}/demo/info`)).json();
  const [admin, partnerAdmin] = [await person(), await person()];
  await oneClick(admin, "admin");
  await oneClick(partnerAdmin, "partner-admin");
  const page = await person();
  const line = await lineOf(page);
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  const area = await editable(page, SUMMARY.lv);
  await area.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Before the final.");
  await saved(page);
  await away({ page, line }, " Too late for it.");
  await makeFinal({ admin, partnerAdmin }, proposal);
  line.mend();
  await told(page, lv("refusal-locked"));
  await closed(page);
  await expect(refused(page)).toHaveValue("Before the final. Too late for it.\n");
  await expect(area).toContainText("Before the final.");
  await expect(area).not.toContainText("Too late");
  await unlock(admin, lv);
  await editable(page, SUMMARY.lv);
  await saved(page);
  await expect(refused(page)).toBeHidden();
  await expect(area).toContainText("Before the final. Too late for it.");
  await admin.reload();
  await expect(text(admin, SUMMARY.lv)).toContainText("Before the final. Too late for it.");
});

test("before the server has answered nothing is called saved", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const page = await person();
  const line = await lineOf(page);
  line.isCut = true;
  const seen = [];
  await page.exposeFunction("sawSaveState", (said) => seen.push(said));
  await page.addInitScript(() => {
    const look = () => {
      const line = document.querySelector("[data-save-state]");
      if (line) window.sawSaveState(line.dataset.saveState);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await oneClick(page, "editor");
  seen.length = 0;
  await openProposal(page, proposal);
  await state(page, "offline");
  expect(seen).toContain("saving");
  expect(seen).not.toContain("saved");
  line.mend();
  await saved(page);
});

// The last stories of this file: these two editors are no members afterwards.
for (const [who, by, language, plain] of [["partner-editor", "partner-admin", "pl", true], ["editor", "admin", "lv", false]]) {
  const way = plain ? "by ordinary requests alone" : "over a socket";
  test(`who was removed while away is told so, the text goes, own words stay to be copied, ${way}`, async ({ person, talka }) => {
    const say = words(language);
    const proposal = await freshProposal(talka);
    const admin = await adminOf(person, by);
    const it = await begun(person, proposal, { who, language, plain });
    await away(it, " Not sent yet.");
    await admin.remove(ACCOUNTS[who]);
    it.line.mend();
    await told(it.page, say("save-denied-removed"));
    await closed(it.page);
    await expect(it.page.locator("[data-field]")).toHaveCount(0);
    await expect(it.page.getByText("Base line.", { exact: true })).toHaveCount(0);
    await expect(it.page.getByLabel(say("save-removed-words"))).toHaveValue("Base line. Not sent yet.\n");
    const still = it.page.getByRole("link", { name: say("save-removed-read") });
    const kept = await it.page.context().newPage();
    await kept.goto(await still.getAttribute("href"));
    await expect(kept.getByRole("article")).toContainText("Base line.");
    await kept.close();
    await openProposal(admin.page, proposal);
    await expect(text(admin.page, SUMMARY[language])).toHaveText("Base line.");
  });
}
