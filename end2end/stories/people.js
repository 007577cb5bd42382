// The people of the stories and what they do with their hands.

import { expect } from "./talka.js";
import { words } from "./words.js";

/** What they are called in the demo, which address they have, and in which language they read. */
export const PEOPLE = {
  admin: { mail: "coordinator@daugavpils.example", called: "demo-admin", language: "lv" },
  partnerAdmin: { mail: "coordinator@leszno.example", called: "demo-partner-admin", language: "pl" },
  editor: { mail: "specialist@daugavpils.example", called: "demo-editor", language: "lv" },
  partnerEditor: { mail: "youth.worker@leszno.example", called: "demo-partner-editor", language: "pl" },
  commenter: { mail: "volunteer@reviewers.example", called: "demo-commenter", language: "en" },
  reader: { mail: "head@daugavpils.example", called: "demo-reader", language: "lv" },
};

/** What somebody is called on the pages of a reader of this language. */
export function nameOf(person, language) {
  return words(language)(person.called);
}

/** Asks for a link, finds it in the mailbox, opens it, presses the button. */
export async function signInByMail(page, person) {
  const here = words("en");
  await page.goto("/sign-in");
  await page.getByLabel(here("sign-in-mail")).fill(person.mail);
  await page.getByRole("button", { name: here("sign-in-send") }).click();
  await expect(page.getByRole("status")).toContainText(here("sign-in-sent-title"));
  const link = await linkInMailbox(page, person);
  await page.goto(link);
  await page.getByRole("button", { name: here("sign-in-link-button") }).click();
  await expect(page.getByRole("banner").getByText(nameOf(person, person.language))).toBeVisible();
  return link;
}

/** The link in the newest mail to somebody. */
export async function linkInMailbox(page, person) {
  await page.goto("/demo/mail");
  const mail = page.getByRole("listitem").filter({ hasText: person.mail }).first();
  return mail.getByRole("link").getAttribute("href");
}

/** Signs in with the demo's one click. */
export async function oneClick(page, person) {
  await page.goto(`/demo/${person}`);
  await page.waitForURL(/\/proposals\//);
}

/** The proposal as its page shows it live, with this language of the text. */
export async function openProposal(page, proposal, language = "lv") {
  await page.goto(`/proposals/${proposal}?lang=${language}`);
}

/** The text of a section; found by its heading in the reader's language. */
export function text(page, heading) {
  return page.getByRole("region", { name: heading, exact: true }).locator(".tk").first();
}

/** Waits until the text can be typed into. */
export async function editable(page, heading) {
  const area = text(page, heading);
  await expect(area).toHaveAttribute("contenteditable", "true");
  return area;
}

/** Waits until the text is the editor's, also where it may not be typed into. */
export async function live(page, heading) {
  const area = text(page, heading);
  await expect(area.locator("[data-b]").first()).toBeVisible();
  return area;
}

/** The server has everything on disk. */
export async function saved(page) {
  await expect(page.locator("[data-save-state]")).toHaveAttribute("data-save-state", "saved");
}

/** Puts the caret at the end of the first block that holds these words. */
export async function caretAfter(page, heading, exact) {
  await select(page, heading, exact);
  await page.keyboard.press("ArrowRight");
}

/** Puts the caret before these words. */
export async function caretBefore(page, heading, exact) {
  await select(page, heading, exact);
  await page.keyboard.press("ArrowLeft");
}

/** Selects these words as a person would see it: the browser's own selection, on the letters. */
export async function select(page, heading, exact) {
  const area = await live(page, heading);
  await area.scrollIntoViewIfNeeded();
  await area.evaluate((host, wanted) => {
    const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
    const letters = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < node.data.length; at += 1) letters.push([node, at]);
    }
    const whole = letters.map(([node, at]) => node.data[at]).join("");
    const from = whole.indexOf(wanted);
    if (from < 0) throw new Error(`not in the text: ${wanted}\n${whole}`);
    host.focus({ preventScroll: true });
    const [first, start] = letters[from];
    const [last, end] = letters[from + wanted.length - 1];
    getSelection().setBaseAndExtent(first, start, last, end + 1);
  }, exact);
}

/** The words that are painted as commented, in the order of the text. */
export function paintedWords(page) {
  return page.evaluate(() => {
    const names = [...CSS.highlights.keys()].filter((name) => name.startsWith("tk-comment"));
    const ranges = names.flatMap((name) => [...CSS.highlights.get(name)]);
    return ranges.map((range) => {
      const live = document.createRange();
      live.setStart(range.startContainer, range.startOffset);
      live.setEnd(range.endContainer, range.endOffset);
      return live.toString();
    });
  });
}

/** A thread's card in the margin, found by its quoted words. */
export function card(page, quoted) {
  const quote = page.locator(".quote", { hasText: quoted });
  return page.getByRole("complementary").getByRole("article").filter({ has: quote });
}

/** Takes a step of a proposal: the link to its page, then the button of its form, which `fill` fills in. */
export async function takeStep(page, say, step, fill = async () => {}) {
  const name = say(`step-${step}`);
  const link = page.getByRole("link", { name, exact: true }).first();
  // What does not lead on stands in the panel of the stage.
  await expect(async () => {
    if (!(await link.isVisible())) await openStage(page, say);
    await link.click({ timeout: 5_000 });
  }).toPass();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await fill(page);
  await page.getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: say("step-done", step) })).toBeVisible();
}

/** Opens the way of a proposal, where it is closed. */
export async function openStage(page, say) {
  const panel = page.locator("#progress");
  const chip = progress(page, say).getByRole("button").first();
  await expect(async () => {
    if (!(await panel.isVisible())) await chip.click({ timeout: 5_000 });
    await expect(panel).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** Opens the menu of what is wanted now and then, where it is closed. */
export async function openMore(page, say) {
  const menu = page.locator("#more");
  await expect(async () => {
    if (!(await menu.isVisible())) await page.getByRole("button", { name: say("room-more"), exact: true }).click({ timeout: 5_000 });
    await expect(menu).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** What the proposal's page says of its state. */
export function progress(page, say) {
  return page.getByRole("region", { name: say("progress-title"), exact: true });
}

/** Both sides take a proposal of the demo to its final: review, agreement, a sign-off of each side. */
export async function makeFinal({ admin, partnerAdmin }, proposal) {
  const say = words("lv");
  await openProposal(admin, proposal);
  await takeStep(admin, say, "open-review");
  await takeStep(admin, say, "to-sign-off");
  await takeStep(admin, say, "sign-off");
  await openProposal(partnerAdmin, proposal);
  await takeStep(partnerAdmin, words("pl"), "sign-off");
  await openProposal(admin, proposal);
  await takeStep(admin, say, "finalise");
}

/** An admin opens a final again, with a reason. */
export async function unlock(admin, say) {
  await takeStep(admin, say, "unlock", (page) => page.getByLabel(say("progress-reason")).fill("Jāprecizē."));
}
