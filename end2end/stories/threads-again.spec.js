// A thread outlives both its words and its decision: it is put on other words by hand, and opened
// again, for everybody who looks.

import { card, editable, live, oneClick, openProposal, paintedWords, saved, select, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "threads again" });

const en = words("en");
const lv = words("lv");
const oneDecided = en("threads-show-decided", "one").replace("{ $threads }", "1");
const SUMMARY = { lv: "Kopsavilkums", en: "Summary" };

async function freshProposal(talka) {
  return (await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json()).proposal;
}

/** An editor who has written a sentence, and a reviewer who has commented on words of it. */
async function commented(person, talka, sentence, quote) {
  const proposal = await freshProposal(talka);
  const [editor, reviewer] = [await person(), await person()];
  await oneClick(editor, "editor");
  await openProposal(editor, proposal);
  await (await editable(editor, SUMMARY.lv)).click();
  await editor.keyboard.type(sentence);
  await saved(editor);
  await oneClick(reviewer, "commenter");
  await openProposal(reviewer, proposal);
  await expect(await live(reviewer, SUMMARY.en)).toContainText(sentence);
  await select(reviewer, SUMMARY.en, quote);
  await reviewer.getByRole("button", { name: en("thread-comment-selection") }).click();
  await reviewer.getByLabel(en("thread-body")).fill("Which one?");
  await reviewer.getByRole("button", { name: en("thread-send"), exact: true }).click();
  await expect(card(editor, quote)).toContainText("Which one?");
  return { editor, reviewer, proposal };
}

test("a thread whose words are gone is put on other words", async ({ person, talka }) => {
  const { editor, reviewer } = await commented(person, talka, "Rudenī sāksim mazu darbnīcu pie upes.", "mazu darbnīcu");

  await test.step("its words are deleted: everybody is told, and the quote stays", async () => {
    await select(editor, SUMMARY.lv, " mazu darbnīcu pie upes");
    await editor.keyboard.press("Delete");
    await saved(editor);
    await expect(card(editor, "mazu darbnīcu")).toContainText(lv("thread-detached"));
    await expect(card(reviewer, "mazu darbnīcu")).toContainText(en("thread-detached"));
    await expect.poll(() => paintedWords(editor)).toEqual([]);
  });

  await test.step("without selected words there is nothing to put it on", async () => {
    const button = card(editor, "mazu darbnīcu").getByRole("button", { name: lv("thread-attach") });
    await editor.keyboard.press("ArrowLeft");
    await expect(button).toBeDisabled();
    await expect(card(editor, "mazu darbnīcu")).toContainText(lv("thread-attach-help"));
  });

  await test.step("the editor selects other words and puts it there", async () => {
    await select(editor, SUMMARY.lv, "sāksim");
    await card(editor, "mazu darbnīcu").getByRole("button", { name: lv("thread-attach") }).click();
    for (const page of [editor, reviewer]) {
      await expect(card(page, "sāksim")).toContainText("Which one?");
      await expect.poll(() => paintedWords(page)).toEqual(["sāksim"]);
    }
    await expect(card(editor, "sāksim")).not.toContainText(lv("thread-detached"));
  });

  await test.step("from there it follows its new words, and a reload finds it on them", async () => {
    await select(editor, SUMMARY.lv, "Rudenī");
    await editor.keyboard.type("Nākamajā pavasarī");
    await saved(editor);
    await reviewer.reload();
    await expect(text(reviewer, SUMMARY.en)).toContainText("Nākamajā pavasarī sāksim.");
    await expect.poll(() => paintedWords(reviewer)).toEqual(["sāksim"]);
  });
});

test("a decided thread is opened again, and what was decided is kept", async ({ person, talka }) => {
  const { editor, reviewer, proposal } = await commented(person, talka, "Darbnīca būs atvērta katru dienu.", "katru dienu");
  const thread = card(editor, "katru dienu");

  await test.step("decided, it steps aside", async () => {
    await thread.locator("button.quote").click();
    await thread.getByText(lv("thread-decide"), { exact: true }).click();
    await thread.getByLabel(lv("outcome", "taken"), { exact: true }).check();
    await thread.getByLabel(lv("thread-reason")).fill("Tā vienojāmies.");
    await thread.getByRole("button", { name: lv("thread-decide-send") }).click();
    await expect(thread).toContainText("Tā vienojāmies.");
    await expect(card(reviewer, "katru dienu")).toContainText("Tā vienojāmies.");
    await reviewer.reload();
    await expect(text(reviewer, SUMMARY.en)).toContainText("katru dienu");
    await expect(card(reviewer, "katru dienu")).toHaveCount(0);
    await expect(reviewer.getByRole("button", { name: oneDecided })).toBeVisible();
    expect(await paintedWords(reviewer)).toEqual([]);
    await reviewer.getByRole("button", { name: oneDecided }).click();
    await expect(card(reviewer, "katru dienu").getByRole("button", { name: en("thread-reopen") })).toBeHidden();
  });

  await test.step("opened again, it can be answered and decided again", async () => {
    await thread.getByRole("button", { name: lv("thread-reopen") }).click();
    await expect(thread.getByText(lv("thread-decide"), { exact: true })).toBeVisible();
    await expect(thread).not.toContainText("Tā vienojāmies.");
    await thread.getByLabel(lv("thread-answer"), { exact: true }).fill("Tomēr ne svētdienās.");
    await thread.getByRole("button", { name: lv("thread-answer-send") }).click();
    await expect(card(reviewer, "katru dienu")).toContainText("Tomēr ne svētdienās.");
    await thread.getByText(lv("thread-decide"), { exact: true }).click();
    await thread.getByLabel(lv("outcome", "not_taken")).check();
    await thread.getByLabel(lv("thread-reason")).fill("Svētdienās ir slēgts.");
    await thread.getByRole("button", { name: lv("thread-decide-send") }).click();
    await expect(thread).toContainText("Svētdienās ir slēgts.");
  });

  await test.step("the ledger shows both", async () => {
    await editor.goto(`/proposals/${proposal}/decisions`);
    await expect(editor.getByRole("row").filter({ hasText: "katru dienu" })).toHaveCount(2);
    await expect(editor.getByRole("table")).toContainText("Tā vienojāmies.");
    await expect(editor.getByRole("table")).toContainText("Svētdienās ir slēgts.");
  });

  await test.step("what goes out of the house holds both decisions", async () => {
    const file = await (await editor.request.get(`/proposals/${proposal}/export.md?lang=lv`)).text();
    expect(file).toContain("Tā vienojāmies.");
    expect(file).toContain("Svētdienās ir slēgts.");
  });
});
