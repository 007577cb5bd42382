// The lists of proposals stay as they are on the server while somebody looks at them.

import { card, editable, oneClick, openProposal, saved, select, takeStep } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "lists" });

const lv = words("lv");
const SUMMARY = "Kopsavilkums";

test("who looks at a partnership sees who is in a proposal, a new comment and a new state", async ({ person, talka }) => {
  const { proposal } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const [reader, editor] = [await person(), await person()];
  await oneClick(reader, "admin");
  await openProposal(reader, proposal);
  await reader.locator("main a[href^='/partnerships/']").first().click();
  const row = reader.locator("[data-live='proposals'] li").filter({ has: reader.locator(`a[href='/proposals/${proposal}']`) });
  await expect(row).toContainText(lv("proposals-no-open-threads"));
  // Whoever left the proposal's page a moment ago is still there for a while: the page stays open.
  await reader.reload();
  await expect(row.locator(".row-here")).toHaveCount(0);
  const top = await reader.evaluate(() => (window.stays = true));
  expect(top).toBe(true);

  await oneClick(editor, "editor");
  await openProposal(editor, proposal);
  await (await editable(editor, SUMMARY)).click();
  await expect(row.locator(".row-here")).toContainText(lv("demo-editor"), { timeout: 20_000 });
  await editor.keyboard.type("Viens teikums.");
  await saved(editor);
  await select(editor, SUMMARY, "teikums");
  await editor.getByRole("button", { name: lv("thread-comment-selection") }).click();
  await editor.getByLabel(lv("thread-body")).fill("Kāds?");
  await editor.getByRole("button", { name: lv("thread-send"), exact: true }).click();
  await expect(card(editor, "teikums")).toContainText("Kāds?");
  await expect(row).toContainText("1", { timeout: 20_000 });
  await expect(row).not.toContainText(lv("proposals-no-open-threads"));

  const other = await person();
  await oneClick(other, "partner-admin");
  await openProposal(other, proposal);
  await takeStep(other, words("pl"), "open-review");
  await expect(row.locator(".state")).toHaveAttribute("data-state", "in_review", { timeout: 20_000 });
  await editor.close();
  await other.close();
  await expect(row.locator(".row-here")).toHaveCount(0, { timeout: 20_000 });
  expect(await reader.evaluate(() => window.stays)).toBe(true);
});
