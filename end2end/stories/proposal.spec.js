// The story Talka exists for: two organisations write one proposal, a reviewer comments on its
// words, both sides sign it, and nobody can change it any more.

import { join, read, write } from "./foreign.js";
import {
  nameOf,
  PEOPLE,
  card,
  caretAfter,
  caretBefore,
  editable,
  live,
  oneClick,
  openMore,
  openProposal,
  openStage,
  paintedWords,
  progress,
  saved,
  select,
  signInByMail,
  takeStep,
  text,
} from "./people.js";
import { expect, test } from "./talka.js";
import { pattern, words } from "./words.js";

test.use({ file: "proposal" });
test.describe.configure({ mode: "serial" });

const lv = words("lv");
const pl = words("pl");
const en = words("en");

// Headings of the sections as each of them reads them.
const SUMMARY = { lv: "Kopsavilkums", pl: "Streszczenie", en: "Summary" };

/** The reviewer selects words of the summary and comments on them. */
async function comment(page, quote, body, severity) {
  await expect(await live(page, SUMMARY.en)).toContainText(quote);
  await select(page, SUMMARY.en, quote);
  await page.getByRole("button", { name: en("thread-comment-selection") }).click();
  await page.getByLabel(en("thread-body")).fill(body);
  await page.getByLabel(severity, { exact: true }).check();
  await page.getByRole("button", { name: en("thread-send"), exact: true }).click();
  await expect(card(page, quote)).toContainText(body);
}

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
  await coordinator.locator("main a[href^='/partnerships/']").first().click();
  await expect(coordinator).toHaveURL(/\/partnerships\//);
  const page = coordinator.getByRole("main");
  await expect(page).toContainText("30\u00a0000");
  await expect(page).toContainText("80");
  await expect(page.getByRole("heading", { name: lv("members-title") })).toBeVisible();
  await expect(page).toContainText(nameOf(PEOPLE.partnerEditor, "lv"));
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
    await expect(coordinator.getByRole("button", { name: lv("presence-follow", { name: nameOf(PEOPLE.partnerEditor, "lv") }) })).toBeVisible();
    await expect(partner.getByRole("button", { name: pl("presence-follow", { name: nameOf(PEOPLE.admin, "pl") }) })).toBeVisible();
  });

  await test.step("a keystroke is at the other's at once, and saved on the server", async () => {
    await caretAfter(coordinator, SUMMARY.lv, "pilsētas parauga");
    await coordinator.keyboard.type(" šogad", { delay: 15 });
    await expect(theirs).toContainText("šogad");
    await saved(coordinator);
  });

  await test.step("the other's caret carries the name", async () => {
    const name = partner.locator(".tk-caret-name", { hasText: nameOf(PEOPLE.admin, "pl") });
    await expect(name).toHaveCount(1);
  });

  await test.step("both type in the same sentence and keep all of it", async () => {
    await caretBefore(partner, SUMMARY.pl, "šogad");
    await caretAfter(coordinator, SUMMARY.lv, "šogad");
    await Promise.all([
      partner.keyboard.type("razem ", { delay: 20 }),
      coordinator.keyboard.type(" kopā", { delay: 20 }),
    ]);
    for (const area of [mine, theirs]) await expect(area).toContainText("razem šogad kopā");
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
    await expect(text(coordinator, SUMMARY.lv)).toContainText("razem šogad kopā");
  });
});

test("5. a reviewer comments on words, an editor answers and decides", async () => {
  const quote = "starptautiskā brīvprātīgā darba sistēmu";
  await openProposal(reviewer, proposal);
  await expect(text(reviewer, SUMMARY.en)).toContainText("šogad");

  await test.step("the words are marked and the thread stands beside them", async () => {
    await comment(reviewer, quote, "Whose system is it?", en("severity", "question"));
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
    await thread.getByText(pl("thread-decide"), { exact: true }).click();
    await thread.getByLabel(pl("outcome", "taken_differently")).check();
    await thread.getByLabel(pl("thread-reason")).fill("The sentence names both cities.");
    await thread.getByLabel(pl("thread-answer"), { exact: true }).fill("Of both cities.");
    await thread.getByRole("button", { name: pl("thread-answer-send") }).click();
    await expect(card(reviewer, "brīvprātīgā darba sistēmu")).toContainText("Of both cities.");
    // News of the thread leave alone what one has begun to write.
    await expect(thread).toContainText("Of both cities.");
    await expect(thread.getByLabel(pl("thread-reason"))).toHaveValue("The sentence names both cities.");
    await thread.getByRole("button", { name: pl("thread-decide-send") }).click();
    await expect(card(reviewer, "brīvprātīgā darba sistēmu")).toContainText("The sentence names both cities.");
    await openMore(reviewer, en);
    await reviewer.getByRole("link", { name: en("proposal-decisions") }).click();
    await expect(reviewer.locator(".ledger-table")).toContainText("The sentence names both cities.");
  });
});

test("6. review, agreement, a sign-off of each side, and the final that nobody changes", async ({ browser, talka }) => {
  const leszno = await (await browser.newContext({ baseURL: talka.url })).newPage();
  await signInByMail(leszno, PEOPLE.partnerAdmin);
  await openProposal(leszno, proposal);
  await openProposal(coordinator, proposal);
  await openProposal(partner, proposal);
  const foreign = await join(talka, "partner-editor", proposal);
  const here = progress(coordinator, lv);

  await test.step("a visitor finds nothing", async () => {
    const answer = await visitor.goto(`/proposals/${proposal}`);
    expect(answer.status()).toBe(401);
    await expect(visitor.getByRole("main")).not.toContainText("Lešno");
  });

  await test.step("only an admin is offered the next step", async () => {
    await expect(partner.getByRole("link", { name: pl("step-open-review") })).toHaveCount(0);
    await takeStep(coordinator, lv, "open-review");
    await expect(here.getByRole("status").first()).toContainText(lv("progress-in-review"));
    await expect(progress(partner, pl).getByRole("status").first()).toContainText(pl("progress-in-review"));
  });

  await test.step("the reviewer says what must not stay", async () => {
    await openProposal(reviewer, proposal);
    await expect(progress(reviewer, en).getByRole("status").first()).toContainText(en("progress-in-review"));
    await comment(reviewer, "viens centrs", "Which one? This must be said.", en("severity", "blocking"));
  });

  await test.step("the text is proposed as final", async () => {
    await takeStep(coordinator, lv, "to-sign-off");
    await expect(here.getByRole("status").first()).toContainText(lv("progress-agreed"));
  });

  await test.step("each side signs off; an edit makes a sign-off stale, and shows what it changed", async () => {
    await takeStep(coordinator, lv, "sign-off");
    await expect(here).toContainText(/2/);
    await editable(partner, SUMMARY.pl);
    await caretAfter(partner, SUMMARY.pl, "Ieguvēji ir");
    await partner.keyboard.type(" arī");
    await saved(partner);
    await coordinator.reload();
    await expect(here.locator("[data-counts=false]")).toHaveCount(2);
    await openStage(coordinator, lv);
    await here.getByRole("link", { name: lv("progress-see-changes") }).click();
    await expect(coordinator.locator("ins").filter({ hasText: "arī", visible: true }).first()).toBeVisible();
    await coordinator.goBack();
    await takeStep(coordinator, lv, "sign-off");
    await openProposal(leszno, proposal);
    await takeStep(leszno, pl, "sign-off");
    await coordinator.reload();
    await expect(here.locator("[data-counts=true]")).toHaveCount(2);
  });

  await test.step("an open blocking thread holds the final until it is decided", async () => {
    await expect(coordinator.getByRole("link", { name: lv("step-finalise") })).toHaveCount(0);
    await expect(here).toContainText(lv("progress-held", { reason: "" }).trim());
    // A click on a card before the page is live opens nothing that stays open.
    await editable(coordinator, SUMMARY.lv);
    const blocking = coordinator.getByRole("complementary").getByRole("article").filter({ hasText: lv("severity", "blocking") });
    await blocking.locator("button.quote").click();
    await blocking.getByText(lv("thread-decide"), { exact: true }).click();
    await blocking.getByLabel(lv("outcome", "taken"), { exact: true }).check();
    await blocking.getByLabel(lv("thread-reason")).fill("Precizēts kopā ar partneri.");
    await blocking.getByRole("button", { name: lv("thread-decide-send") }).click();
    await expect(blocking).toContainText(lv("outcome", "taken"));
    await expect(blocking.getByText(lv("thread-decide"), { exact: true })).toHaveCount(0);
    await coordinator.reload();
    await takeStep(coordinator, lv, "finalise");
    await expect(here.getByRole("status").first()).toContainText(lv("progress-final"));
  });

  await test.step("the open page of an editor takes no more letters", async () => {
    await expect(text(partner, SUMMARY.pl)).not.toHaveAttribute("contenteditable", "true");
    const before = await text(partner, SUMMARY.pl).textContent();
    await text(partner, SUMMARY.pl).click();
    await partner.keyboard.type("xyz");
    await partner.reload();
    await expect(text(partner, SUMMARY.pl)).toHaveText(before);
  });

  await test.step("neither does the open socket of a foreign Yjs client", async () => {
    write(foreign.doc, "summary.lv", "Slepus pēc paraksta");
    expect(await foreign.denied).toMatch(/^denied|^closed/);
    const again = await join(talka, "partner-editor", proposal);
    expect(read(again.doc, "summary.lv")).not.toContain("Slepus");
    write(again.doc, "summary.lv", "Vēlreiz slepus");
    expect(await again.denied).toMatch(/^denied|^closed/);
    again.leave();
    foreign.leave();
    await coordinator.reload();
    await expect(text(coordinator, SUMMARY.lv)).not.toContainText("slepus", { ignoreCase: true });
  });

  await test.step("published, everybody reads it and takes it along", async () => {
    await takeStep(coordinator, lv, "publish");
    const answer = await visitor.goto(`/proposals/${proposal}?lang=lv`);
    expect(answer.status()).toBe(200);
    await expect(visitor.getByRole("main")).toContainText("Lešno");
    await expect(visitor.locator("[contenteditable]")).toHaveCount(0);
    for (const [file, type] of [["html", "text/html"], ["md", "text/markdown"], ["docx", "wordprocessingml"]]) {
      const answer = await visitor.request.get(`/proposals/${proposal}/export.${file}?lang=lv`);
      expect(answer.status(), file).toBe(200);
      expect(answer.headers()["content-type"], file).toContain(type);
      expect((await answer.body()).length, file).toBeGreaterThan(1000);
    }
  });
  await leszno.context().close();
});

test("7. readers read, commenters comment, and neither writes by hand-made frames or calls", async ({ person, talka }) => {
  const fresh = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const reader = await person();
  await oneClick(reader, "reader");
  await openProposal(reader, proposal);
  await expect(reader.getByRole("main")).toContainText("Lešno");
  await expect(reader.locator("[contenteditable]")).toHaveCount(0);
  await expect(reader.getByRole("textbox")).toHaveCount(0);

  const commenter = await person();
  await oneClick(commenter, "commenter");
  await openProposal(commenter, fresh.proposal);
  await expect(commenter.locator("[data-field]").first()).toBeVisible();
  await expect(commenter.locator("[contenteditable=true]")).toHaveCount(0);

  for (const [name, page] of Object.entries({ reader, commenter })) {
    const client = await join(talka, name, fresh.proposal);
    write(client.doc, "summary.lv", "Nav atļauts");
    expect(await client.denied).toMatch(/^denied|^closed/);
    client.leave();
    const moved = await page.request.post(`/proposals/${fresh.proposal}/step/open-review`, {
      headers: { origin: talka.url },
      form: { act: "open-review", state: "draft" },
    });
    expect(moved.status()).toBe(403);
  }
  const editor = await person();
  await oneClick(editor, "editor");
  const looks = await join(talka, "editor", fresh.proposal);
  expect(read(looks.doc, "summary.lv")).not.toContain("Nav atļauts");
  looks.leave();
});
