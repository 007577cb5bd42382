// The story Talka exists for: two organisations write one proposal, a reviewer comments on its
// words, both sides sign it, and nobody can change it any more.

import { oneClick, PEOPLE, signInByMail, openProposal, text, editable, saved, select, caretAfter, caretBefore, paintedWords, card } from "./people.js";
import { expect, test } from "./talka.js";
import { pattern, words } from "./words.js";

test.use({ file: "proposal" });
test.describe.configure({ mode: "serial" });

const lv = words("lv");
const pl = words("pl");
const en = words("en");

// Headings of the sections as each of them reads them.
const SUMMARY = { lv: "Kopsavilkums", pl: "Streszczenie", en: "Summary" };

let coordinator, partner, reviewer, visitor, proposal;

test.beforeAll(async ({ browser, talka }) => {
  const someone = async () => (await browser.newContext({ baseURL: talka.url })).newPage();
  [coordinator, partner, reviewer, visitor] = await Promise.all([someone(), someone(), someone(), someone()]);
  proposal = (await (await fetch(`${talka.url}/demo/info`)).json()).proposal;
});

test.afterAll(async () => {
  await Promise.all([coordinator, partner, reviewer, visitor].map((page) => page?.context().close()));
});

test("1. the coordinator signs in by a link from the mail, which opens once", async () => {
  const link = await signInByMail(coordinator, PEOPLE.admin);
  await visitor.goto(link);
  await expect(visitor.getByRole("heading", { name: en("sign-in-link-spent") })).toBeVisible();
  await signInByMail(partner, PEOPLE.partnerEditor);
  await signInByMail(reviewer, PEOPLE.commenter);
});

test("2. the partnership shows its facts, members and proposals", async () => {
  await coordinator.goto("/");
  await coordinator.getByRole("main").getByRole("link").filter({ has: coordinator.getByRole("heading") }).or(coordinator.getByRole("main").getByRole("listitem").getByRole("link")).first().click();
  await expect(coordinator).toHaveURL(/\/partnerships\//);
  const page = coordinator.getByRole("main");
  await expect(page).toContainText("30\u00a0000");
  await expect(page).toContainText("80");
  await expect(page.getByRole("heading", { name: lv("members-title") })).toBeVisible();
  await expect(page).toContainText(PEOPLE.partnerEditor.name);
  await page.locator(`a[href^="/proposals/${proposal}"]`).click();
  await expect(coordinator).toHaveURL(new RegExp(proposal));
});

test("3. the proposal has its sections with heading, help and limit", async () => {
  await openProposal(coordinator, proposal);
  const sections = coordinator.locator("section.section");
  await expect(sections).toHaveCount(10);
  const summary = coordinator.getByRole("region", { name: SUMMARY.lv, exact: true });
  await expect(summary).toContainText(lv("section-required"));
  await expect(summary.getByText(pattern("lv", "section-count"))).toBeVisible();
  await expect(text(coordinator, SUMMARY.lv)).toContainText("Lešno");
});

test("4. two editors of different sides write together and see each other", async () => {
  await openProposal(partner, proposal);
  const mine = await editable(coordinator, SUMMARY.lv);
  const theirs = await editable(partner, SUMMARY.pl);

  await test.step("each sees who else is here", async () => {
    await expect(coordinator.getByRole("button", { name: lv("presence-follow", { name: PEOPLE.partnerEditor.name }) })).toBeVisible();
    await expect(partner.getByRole("button", { name: pl("presence-follow", { name: PEOPLE.admin.name }) })).toBeVisible();
  });

  await test.step("a keystroke is at the other's at once, and saved on the server", async () => {
    await caretAfter(coordinator, SUMMARY.lv, "paraugam");
    await coordinator.keyboard.type(" šogad ātri", { delay: 15 });
    await expect(theirs).toContainText("šogad ātri");
    await saved(coordinator);
  });

  await test.step("the other's caret carries the name", async () => {
    const name = partner.locator(".tk-caret-name", { hasText: "Coordinator, Daugavpils" });
    await expect(name).toHaveCount(1);
  });

  await test.step("both type in the same sentence and keep all of it", async () => {
    await caretBefore(partner, SUMMARY.pl, "šogad ātri");
    await caretAfter(coordinator, SUMMARY.lv, "šogad ātri");
    await Promise.all([
      partner.keyboard.type("razem ", { delay: 20 }),
      coordinator.keyboard.type(" kopā", { delay: 20 }),
    ]);
    for (const area of [mine, theirs]) await expect(area).toContainText("razem šogad ātri kopā");
  });

  await test.step("Enter, bold, heading, list and undo", async () => {
    await caretAfter(coordinator, SUMMARY.lv, "kopā");
    await coordinator.keyboard.press("Enter");
    await coordinator.keyboard.type("Tālāk");
    await select(coordinator, SUMMARY.lv, "Tālāk");
    await coordinator.keyboard.press("Control+b");
    await expect(theirs.locator("strong", { hasText: "Tālāk" })).toBeVisible();
    await coordinator.getByRole("button", { name: lv("editor-bullet-list") }).click();
    await expect(theirs.locator("li", { hasText: "Tālāk" })).toBeVisible();
    await coordinator.getByRole("button", { name: lv("editor-undo") }).click();
    await expect(theirs.locator("li", { hasText: "Tālāk" })).toHaveCount(0);
    await expect(mine).toContainText("Tālāk");
    await saved(coordinator);
  });

  await test.step("after a reload everything is there", async () => {
    await coordinator.reload();
    await editable(coordinator, SUMMARY.lv);
    await expect(text(coordinator, SUMMARY.lv)).toContainText("razem šogad ātri kopā");
  });
});

test("5. a reviewer comments on words, an editor answers and decides", async () => {
  const quote = "starptautiskā brīvprātīgā darba sistēmu";
  await openProposal(reviewer, proposal);
  await expect(text(reviewer, SUMMARY.en)).toContainText("šogad ātri");

  await test.step("the words are marked and the thread stands beside them", async () => {
    await select(reviewer, SUMMARY.en, quote);
    await reviewer.getByRole("button", { name: en("thread-comment-selection") }).click();
    await reviewer.getByLabel(en("thread-body")).fill("Whose system is it?");
    await reviewer.getByRole("button", { name: en("thread-send"), exact: true }).click();
    await expect(card(reviewer, quote)).toContainText("Whose system is it?");
    for (const page of [reviewer, coordinator, partner]) {
      await expect(card(page, quote)).toContainText("Whose system is it?");
      await expect.poll(() => paintedWords(page)).toContain(quote);
    }
  });

  await test.step("the thread follows its words while others type around and in them", async () => {
    await caretBefore(coordinator, SUMMARY.lv, quote);
    await coordinator.keyboard.type("jaunu ");
    await caretAfter(partner, SUMMARY.pl, "starptautiskā");
    await partner.keyboard.type(" atvērtā");
    await caretAfter(coordinator, SUMMARY.lv, "darba sistēmu");
    await coordinator.keyboard.type(" visiem");
    const now = "starptautiskā atvērtā brīvprātīgā darba sistēmu";
    for (const page of [reviewer, coordinator, partner]) {
      await expect.poll(() => paintedWords(page)).toContain(now);
      await expect(text(page, SUMMARY[page === reviewer ? "en" : page === partner ? "pl" : "lv"])).toContainText(`jaunu ${now} visiem`);
    }
    await saved(coordinator);
    await saved(partner);
  });

  await test.step("after a reload in the middle the thread is on its words", async () => {
    await partner.reload();
    await expect.poll(() => paintedWords(partner)).toContain("starptautiskā atvērtā brīvprātīgā darba sistēmu");
  });

  await test.step("an editor answers and decides with a reason", async () => {
    const thread = card(partner, "brīvprātīgā darba sistēmu");
    await thread.locator("button.quote").click();
    await thread.getByLabel(pl("thread-answer"), { exact: true }).fill("Of both cities.");
    await thread.getByRole("button", { name: pl("thread-answer-send") }).click();
    await expect(card(reviewer, "brīvprātīgā darba sistēmu")).toContainText("Of both cities.");
    await thread.getByText(pl("thread-decide"), { exact: true }).click();
    await thread.getByLabel(pl("outcome", "taken_differently")).check();
    await thread.getByLabel(pl("thread-reason")).fill("The sentence names both cities.");
    await thread.getByRole("button", { name: pl("thread-decide-send") }).click();
    await expect(card(reviewer, "brīvprātīgā darba sistēmu")).toHaveCount(0);
    await reviewer.getByRole("link", { name: en("proposal-decisions") }).click();
    await expect(reviewer.getByRole("table")).toContainText("The sentence names both cities.");
  });
});
