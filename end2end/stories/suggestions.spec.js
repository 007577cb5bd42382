// Suggestions: what a suggester types stands beside the text, as insertions and deletions, until somebody
// else decides; and whatever happens meanwhile, nothing is silently wrong.

import AxeBuilder from "@axe-core/playwright";
import { caretAfter, card, editable, live, oneClick, openProposal, saved, select, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "suggestions" });

const en = words("en");
const lv = words("lv");
const pl = words("pl");
const SUMMARY = { lv: "Kopsavilkums", pl: "Streszczenie", en: "Summary" };
const LOOKS = process.env.TALKA_LOOKS;

async function freshProposal(talka) {
  return (await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json()).proposal;
}

/** An editor who has written a sentence, and the expert who may only suggest. */
async function written(person, talka, sentence) {
  const proposal = await freshProposal(talka);
  const [editor, expert] = [await person(), await person()];
  await oneClick(editor, "editor");
  await openProposal(editor, proposal);
  await (await editable(editor, SUMMARY.lv)).click();
  await editor.keyboard.type(sentence);
  await saved(editor);
  await oneClick(expert, "suggester");
  await openProposal(expert, proposal);
  await expect(await live(expert, SUMMARY.en)).toContainText(sentence);
  return { editor, expert, proposal };
}

/** The text without what is only suggested to come. */
function base(page, heading) {
  return text(page, heading).evaluate((host) => {
    const copy = host.cloneNode(true);
    copy.querySelectorAll("ins[data-suggestion]").forEach((it) => it.remove());
    return copy.textContent;
  });
}

const inserted = (page, heading) => text(page, heading).locator("ins[data-suggestion]");
const deleted = (page, heading) => text(page, heading).locator("del[data-suggestion]");

test("typing and deleting become one suggestion that others see and an editor accepts", async ({ person, talka }) => {
  const { editor, expert, proposal } = await written(person, talka, "Rudenī sāksim mazu darbnīcu pie upes.");

  await test.step("the expert types over a word: it is struck, and the new one stands behind it", async () => {
    await select(expert, SUMMARY.en, "mazu");
    await expert.keyboard.type("lielu");
    await expect(deleted(expert, SUMMARY.en)).toHaveText("mazu");
    await expect(inserted(expert, SUMMARY.en)).toHaveText("lielu");
    await expert.keyboard.press("Backspace");
    await expert.keyboard.type("u, gaišu");
    await expect(inserted(expert, SUMMARY.en)).toHaveText("lielu, gaišu");
    await saved(expert);
    expect(await base(expert, SUMMARY.en)).toBe("Rudenī sāksim mazu darbnīcu pie upes.");
  });

  await test.step("the editor sees it in the text and on one card; the text itself is untouched", async () => {
    await expect(deleted(editor, SUMMARY.lv)).toHaveText("mazu");
    await expect(inserted(editor, SUMMARY.lv)).toHaveText("lielu, gaišu");
    await expect(card(editor, "mazu")).toHaveCount(1);
    await expect(card(editor, "mazu")).toContainText(lv("demo-suggester"));
    const file = await (await editor.request.get(`/proposals/${proposal}/export.md?lang=lv`)).text();
    expect(file).toContain("Rudenī sāksim mazu darbnīcu pie upes.");
  });

  await test.step("a reload shows both the same", async () => {
    await expert.reload();
    await expect(inserted(expert, SUMMARY.en)).toHaveText("lielu, gaišu");
    await editor.reload();
    await expect(inserted(editor, SUMMARY.lv)).toHaveText("lielu, gaišu");
  });

  await test.step("the editor accepts: both see the text, and the list of decisions says who decided", async () => {
    await card(editor, "mazu").locator("button.quote").click();
    await card(editor, "mazu").getByRole("button", { name: lv("suggestion-accept"), exact: true }).click();
    for (const [page, heading] of [[editor, SUMMARY.lv], [expert, SUMMARY.en]]) {
      await expect(text(page, heading)).toHaveText("Rudenī sāksim lielu, gaišu darbnīcu pie upes.");
      await expect(inserted(page, heading)).toHaveCount(0);
    }
    await editor.goto(`/proposals/${proposal}/decisions`);
    const row = editor.getByRole("row").filter({ hasText: "lielu, gaišu" });
    await expect(row).toContainText(lv("outcome", "taken"));
    await expect(row).toContainText(lv("demo-editor"));
  });
});

test("what is rejected or taken back leaves no trace in the text", async ({ person, talka }) => {
  const { editor, expert } = await written(person, talka, "Darbnīca būs atvērta katru dienu.");
  await caretAfter(expert, SUMMARY.en, "katru dienu");
  await expert.keyboard.type(" un nakti");
  await expect(inserted(editor, SUMMARY.lv)).toHaveText(" un nakti");

  await test.step("the editor rejects it with a reason, and the expert reads that", async () => {
    const thread = card(editor, "dienu");
    await thread.locator("button.quote").click();
    await thread.getByText(lv("suggestion-reject"), { exact: true }).click();
    await thread.getByLabel(lv("thread-reason")).fill("Naktī ir slēgts.");
    await thread.getByRole("button", { name: lv("thread-decide-send") }).click();
    await expect(inserted(expert, SUMMARY.en)).toHaveCount(0);
    await expect(text(expert, SUMMARY.en)).toHaveText("Darbnīca būs atvērta katru dienu.");
    await expect(text(editor, SUMMARY.lv)).toHaveText("Darbnīca būs atvērta katru dienu.");
  });

  await test.step("Ctrl+Z takes the own letters back", async () => {
    await caretAfter(expert, SUMMARY.en, "atvērta");
    await expert.keyboard.type(" bērniem");
    await expect(inserted(editor, SUMMARY.lv)).toHaveText(" bērniem");
    await expert.keyboard.press("Control+z");
    await expect(inserted(expert, SUMMARY.en)).toHaveCount(0);
    await expect(inserted(editor, SUMMARY.lv)).toHaveCount(0);
  });
});

test("a suggestion whose words were changed is stale and says what stands there now", async ({ person, talka }) => {
  const { editor, expert } = await written(person, talka, "Projekts ilgs divus gadus.");
  await select(expert, SUMMARY.en, "divus");
  await expert.keyboard.type("trīs");
  await expect(inserted(editor, SUMMARY.lv)).toHaveText("trīs");
  await caretAfter(editor, SUMMARY.lv, "div");
  await editor.keyboard.type("padsm");
  await saved(editor);
  for (const [page, say] of [[editor, lv], [expert, en]]) {
    const thread = page.getByRole("complementary").getByRole("article").filter({ hasText: say("suggestion-stale") });
    await expect(thread).toContainText("divpadsmus");
    await expect(thread).toContainText("trīs");
    await expect(page.locator("ins[data-suggestion]")).toHaveCount(0);
  }
  const thread = editor.getByRole("complementary").getByRole("article").filter({ hasText: lv("suggestion-stale") });
  await thread.locator("button.quote").click();
  await expect(thread.getByRole("button", { name: lv("suggestion-accept"), exact: true })).toHaveCount(0);
  await expect(text(editor, SUMMARY.lv)).toHaveText("Projekts ilgs divpadsmus gadus.");
});

test("an editor chooses to suggest, and what cannot be suggested is said and not done", async ({ person, talka }) => {
  const { editor } = await written(person, talka, "Pirmā rinda. Otrā rinda.");
  const button = editor.getByRole("button", { name: lv("suggest-mode"), exact: true });
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await caretAfter(editor, SUMMARY.lv, "Pirmā rinda.");
  for (const key of ["Enter", "Control+b", "Shift+Enter"]) {
    await editor.keyboard.press(key);
    await expect(editor.getByRole("status").filter({ hasText: lv("editor-not-suggested") })).toBeVisible();
    await expect(text(editor, SUMMARY.lv)).toHaveText("Pirmā rinda. Otrā rinda.");
  }
  await expect(text(editor, SUMMARY.lv).locator("p")).toHaveCount(1);
  await editor.keyboard.type(" Jauna.");
  await expect(inserted(editor, SUMMARY.lv)).toHaveText(" Jauna.");
  await button.click();
  await caretAfter(editor, SUMMARY.lv, "Otrā rinda");
  await editor.keyboard.type("!");
  await saved(editor);
  expect(await base(editor, SUMMARY.lv)).toBe("Pirmā rinda. Otrā rinda!.");
  await editor.getByRole("button", { name: lv("suggest-marked") }).click();
  await expect(inserted(editor, SUMMARY.lv)).toHaveCount(0);
  await expect(text(editor, SUMMARY.lv)).toHaveText("Pirmā rinda. Otrā rinda!.");
});

test("the text stays editable around suggestions, and two on the same words stand side by side", async ({ person, talka }) => {
  const { editor, expert, proposal } = await written(person, talka, "Upe ir tuvu.");
  const other = await person();
  await oneClick(other, "partner-editor");
  await openProposal(other, proposal);
  await editable(other, SUMMARY.pl);
  await other.getByRole("button", { name: pl("suggest-mode"), exact: true }).click();
  await select(expert, SUMMARY.en, "tuvu");
  await expert.keyboard.type("tālu");
  await select(other, SUMMARY.pl, "ir");
  await other.keyboard.type("nav");
  await expect(inserted(editor, SUMMARY.lv)).toHaveCount(2);

  await test.step("the editor writes before, between and behind them", async () => {
    await caretAfter(editor, SUMMARY.lv, "Upe");
    await editor.keyboard.type(" Daugava");
    await saved(editor);
    await expect(inserted(editor, SUMMARY.lv)).toHaveCount(2);
    expect(await base(editor, SUMMARY.lv)).toBe("Upe Daugava ir tuvu.");
  });

  await test.step("somebody else suggests another word for the same one: the first that is accepted counts", async () => {
    await select(other, SUMMARY.pl, "tuvu");
    await other.keyboard.type("blakus");
    await expect(inserted(editor, SUMMARY.lv)).toHaveCount(3);
    const first = editor.getByRole("complementary").getByRole("article").filter({ hasText: "tālu" });
    await first.locator("button.quote").click();
    await first.getByRole("button", { name: lv("suggestion-accept"), exact: true }).click();
    await expect.poll(() => base(editor, SUMMARY.lv)).toBe("Upe Daugava ir tālu.");
    const late = editor.getByRole("complementary").getByRole("article").filter({ hasText: lv("suggestion-stale") });
    await expect(late).toContainText("blakus");
  });
});

test("two who accept at once accept once", async ({ person, talka }) => {
  const { editor, expert, proposal } = await written(person, talka, "Viens vārds.");
  const other = await person();
  await oneClick(other, "partner-editor");
  await openProposal(other, proposal);
  await editable(other, SUMMARY.pl);
  await caretAfter(expert, SUMMARY.en, "Viens");
  await expert.keyboard.type(" labs");
  for (const [page, heading] of [[editor, SUMMARY.lv], [other, SUMMARY.pl]]) {
    await expect(inserted(page, heading)).toHaveText(" labs");
    await card(page, "Viens").locator("button.quote").click();
  }
  const press = (page, say) =>
    card(page, "Viens").getByRole("button", { name: say("suggestion-accept"), exact: true }).click();
  await Promise.all([press(editor, lv), press(other, pl)]);
  for (const [page, heading] of [[editor, SUMMARY.lv], [other, SUMMARY.pl], [expert, SUMMARY.en]]) {
    await expect(inserted(page, heading)).toHaveCount(0);
    await expect(text(page, heading)).toHaveText("Viens labs vārds.");
  }
});

test("what its author adds while somebody accepts is kept in sight", async ({ person, talka }) => {
  const { editor, expert } = await written(person, talka, "Pirmais teikums.");
  await caretAfter(expert, SUMMARY.en, "Pirmais");
  await expert.keyboard.type(" labais");
  await expect(inserted(editor, SUMMARY.lv)).toHaveText(" labais");
  await saved(expert);
  await expert.route(/\/api\/threads\/suggest/, (route) => route.abort());
  await expert.keyboard.type(" un garais");
  await expect(inserted(expert, SUMMARY.en)).toHaveText(" labais un garais");
  await card(editor, "Pirmais").locator("button.quote").click();
  await card(editor, "Pirmais").getByRole("button", { name: lv("suggestion-accept"), exact: true }).click();
  await expect(text(editor, SUMMARY.lv)).toHaveText("Pirmais labais teikums.");
  await expert.unroute(/\/api\/threads\/suggest/);
  const refused = expert.getByLabel(en("suggestion-refused"));
  await expect(refused).toHaveValue(/Pirmais labais un garais/);
  await expect(text(expert, SUMMARY.en)).toHaveText("Pirmais labais teikums.");
  await expert.reload();
  await expect(refused).toHaveValue(/Pirmais labais un garais/);
  await expert.getByRole("button", { name: en("thread-answer-discard") }).click();
  await expect(refused).toBeHidden();
});

test("what is suggested without a connection survives a reload and arrives later", async ({ person, talka }) => {
  const { editor, expert } = await written(person, talka, "Bez savienojuma.");
  await expert.route(/\/api\/threads\//, (route) => route.abort());
  await caretAfter(expert, SUMMARY.en, "savienojuma");
  await expert.keyboard.type(" arī");
  await expect(inserted(expert, SUMMARY.en)).toHaveText(" arī");
  await expect(expert.locator("[data-save-state]")).toHaveAttribute("data-save-state", "saving");
  await expert.reload();
  await expect(inserted(expert, SUMMARY.en)).toHaveText(" arī");
  await expect(inserted(editor, SUMMARY.lv)).toHaveCount(0);
  await expert.unroute(/\/api\/threads\//);
  await saved(expert);
  await expect(inserted(editor, SUMMARY.lv)).toHaveText(" arī");
  await expect(card(editor, "savienojuma")).toHaveCount(1);
});

test("all of a person are accepted together, by keyboard alone, and axe finds nothing", async ({ person, talka }) => {
  const { editor, expert } = await written(person, talka, "Viens divi trīs četri.");
  await caretAfter(expert, SUMMARY.en, "Viens");
  await expert.keyboard.type(" un");
  await caretAfter(expert, SUMMARY.en, "trīs");
  await expert.keyboard.type(" vai");
  await expect(inserted(editor, SUMMARY.lv)).toHaveCount(2);
  for (const page of [editor, expert]) {
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations.map((it) => `${it.id}: ${it.nodes[0].html}`)).toEqual([]);
  }
  if (LOOKS) await looks(editor, expert);
  await editor.getByText(lv("suggestions-several"), { exact: true }).focus();
  await editor.keyboard.press("Enter");
  await editor.getByRole("combobox", { name: lv("suggestions-of"), exact: true }).selectOption({ label: lv("demo-suggester") });
  const all = editor.getByRole("button", { name: lv("suggestions-accept-all", "other").replace("{ $suggestions }", "2") });
  await all.focus();
  await editor.keyboard.press("Enter");
  await expect(text(editor, SUMMARY.lv)).toHaveText("Viens un divi trīs vai četri.");
  await expect(text(expert, SUMMARY.en)).toHaveText("Viens un divi trīs vai četri.");
});

/** What it looks like, wide and narrow, light and dark. */
async function looks(editor, expert) {
  for (const [who, page] of [["editor", editor], ["expert", expert]]) {
    for (const [width, height] of [[1280, 900], [390, 844]]) {
      for (const colorScheme of ["light", "dark"]) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `${LOOKS}/suggestions-${who}-${width}-${colorScheme}.png` });
      }
    }
  }
  await editor.setViewportSize({ width: 1280, height: 900 });
  await editor.emulateMedia({ colorScheme: "light" });
}
