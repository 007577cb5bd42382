// A comment or an answer that is being written outlives Escape, a reload, somebody else's decision and the loss of
// the words that it is about.

import { card, editable, live, oneClick, openProposal, saved, select, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "under way" });

const en = words("en");
const lv = words("lv");
const SUMMARY = { lv: "Kopsavilkums", en: "Summary" };

/** An editor who has written a sentence, and a reviewer who reads it. */
async function both(person, talka, sentence) {
  const { proposal } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const [editor, reviewer] = [await person(), await person()];
  await oneClick(editor, "editor");
  await openProposal(editor, proposal);
  await (await editable(editor, SUMMARY.lv)).click();
  await editor.keyboard.type(sentence);
  await saved(editor);
  await oneClick(reviewer, "commenter");
  await openProposal(reviewer, proposal);
  await expect(await live(reviewer, SUMMARY.en)).toContainText(sentence);
  return { editor, reviewer };
}

async function begin(page, quote, body) {
  await select(page, SUMMARY.en, quote);
  await page.getByRole("button", { name: en("thread-comment-selection") }).click();
  await page.getByLabel(en("thread-body")).fill(body);
}

const form = (page) => page.getByRole("form", { name: en("thread-new") });
const send = (page) => form(page).getByRole("button", { name: en("thread-send"), exact: true });

test("a comment under way outlives Escape and a reload", async ({ person, talka }) => {
  const { reviewer } = await both(person, talka, "Darbnīca būs atvērta katru dienu.");
  await begin(reviewer, "katru dienu", "Also on Sundays?");
  await form(reviewer).getByLabel(en("severity", "remark"), { exact: true }).check();

  const asked = [];
  const answerTo = { discard: false };
  reviewer.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return answerTo.discard ? dialog.accept() : dialog.dismiss();
  });
  await reviewer.keyboard.press("Escape");
  await expect(reviewer.getByLabel(en("thread-body"))).toHaveValue("Also on Sundays?");
  expect(asked).toEqual([en("thread-give-up")]);

  await reviewer.reload();
  await expect(reviewer.getByLabel(en("thread-body"))).toHaveValue("Also on Sundays?");
  await expect(form(reviewer)).toContainText("katru dienu");
  await expect(form(reviewer).getByLabel(en("severity", "remark"), { exact: true })).toBeChecked();
  await send(reviewer).click();
  await expect(card(reviewer, "katru dienu")).toContainText("Also on Sundays?");
  await reviewer.reload();
  await expect(card(reviewer, "katru dienu")).toContainText("Also on Sundays?");
  await expect(form(reviewer)).toHaveCount(0);

  answerTo.discard = true;
  await begin(reviewer, "Darbnīca", "Never mind.");
  await reviewer.keyboard.press("Escape");
  await expect(form(reviewer)).toHaveCount(0);
  await reviewer.reload();
  await expect(card(reviewer, "katru dienu")).toBeVisible();
  await expect(form(reviewer)).toHaveCount(0);
});

test("a comment whose words go while it is written takes other words, or stands detached with its quote", async ({ person, talka }) => {
  const { editor, reviewer } = await both(person, talka, "Rudenī sāksim mazu darbnīcu pie upes.");
  await begin(reviewer, "mazu darbnīcu", "How small?");
  await select(editor, SUMMARY.lv, " mazu darbnīcu");
  await editor.keyboard.press("Delete");
  await saved(editor);
  await expect(text(reviewer, SUMMARY.en)).not.toContainText("mazu");
  await send(reviewer).click();
  await expect(form(reviewer).getByRole("alert")).not.toBeEmpty();
  await form(reviewer).getByRole("button", { name: en("thread-send-detached") }).click();
  for (const [page, say] of [[reviewer, en], [editor, lv]]) {
    await expect(card(page, "mazu darbnīcu")).toContainText("How small?");
    await expect(card(page, "mazu darbnīcu")).toContainText(say("thread-detached"));
  }

  await begin(reviewer, "sāksim", "Who begins?");
  await select(reviewer, SUMMARY.en, "pie upes");
  await form(reviewer).getByRole("button", { name: en("thread-other-words") }).click();
  await expect(form(reviewer).locator(".quote")).toHaveText("pie upes");
  await send(reviewer).click();
  await expect(card(reviewer, "pie upes")).toContainText("Who begins?");
});

test("an answer under way outlives somebody else's decision", async ({ person, talka }) => {
  const { editor, reviewer } = await both(person, talka, "Darbnīca būs atvērta katru dienu.");
  await begin(reviewer, "katru dienu", "Also on Sundays?");
  await send(reviewer).click();
  const mine = card(reviewer, "katru dienu");
  await mine.getByLabel(en("thread-answer"), { exact: true }).fill("I mean public holidays too.");
  const theirs = card(editor, "katru dienu");
  await theirs.locator(".quote").click();
  await theirs.locator(".decide > summary").click();
  await theirs.getByLabel(lv("outcome", "taken"), { exact: true }).check();
  await theirs.getByLabel(lv("thread-reason")).fill("Skaidrs.");
  await theirs.getByRole("button", { name: lv("thread-decide-send") }).click();
  await expect(mine.getByLabel(en("thread-answer-unsent"))).toHaveValue("I mean public holidays too.");
});
