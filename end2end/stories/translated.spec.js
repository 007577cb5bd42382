// A browser that translates the page puts elements of its own in the place of its words; nothing freezes by that.

import { card, editable, oneClick, openProposal, saved, select, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "translated" });

const lv = words("lv");
const SUMMARY = "Kopsavilkums";

/** What a browser's translation does: each text that may be translated goes into two elements of its own. */
function translate(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const says = node.parentElement.closest("[translate]")?.getAttribute("translate");
      const isCode = node.parentElement.closest("script, style, textarea, font");
      if (says !== "no" && !isCode && node.data.trim()) found.push(node);
    }
    for (const node of found) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = `${node.data} (translated)`;
      outer.append(inner);
      node.replaceWith(outer);
    }
    return found.length;
  });
}

test("a page that the browser translates goes on working", async ({ person, talka }) => {
  const { proposal } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const page = await person();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY)).click();
  await page.keyboard.type("Viens teikums par darbnīcu.");
  await saved(page);
  expect(await translate(page)).toBeGreaterThan(0);

  await (await editable(page, SUMMARY)).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Un otrs.");
  await saved(page);
  await select(page, SUMMARY, "darbnīcu");
  await page.getByRole("button", { name: lv("thread-comment-selection") }).click();
  await page.getByLabel(lv("thread-body")).fill("Kādu?");
  await page.getByRole("button", { name: lv("thread-send"), exact: true }).click();
  await expect(card(page, "darbnīcu")).toContainText("Kādu?");
  await translate(page);
  await expect(card(page, "darbnīcu").locator(".comment-body")).toHaveText("Kādu? (translated)");
  await card(page, "darbnīcu").getByLabel(lv("thread-answer"), { exact: true }).fill("Mazu.");
  await card(page, "darbnīcu").getByRole("button", { name: lv("thread-answer-send") }).click();
  await expect(card(page, "darbnīcu")).toContainText("Mazu.");

  // A state that changes is read as it is, and not as it was translated.
  const save = page.locator("[data-save-state] span");
  await expect(save).toHaveText(lv("save-saved"));
  await talka.kill();
  await page.keyboard.type("x");
  await expect(page.locator("[data-save-state]")).toHaveAttribute("data-save-state", "offline");
  await expect(save).not.toHaveText(lv("save-saved"));
  await talka.again();
  await saved(page);
  await expect(save).toHaveText(lv("save-saved"));

  await page.goto(`/proposals/${proposal}/decisions`);
  await translate(page);
  await page.goBack();
  await expect(text(page, SUMMARY)).toContainText("Un otrs.");
  expect(errors).toEqual([]);
});
