// The first page begins with what waits for its reader: it comes and goes by itself, and the title and the
// badge say the same number.

import { card, editable, oneClick, openProposal, saved, select } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "waits" });

const [lv, pl] = [words("lv"), words("pl")];
const SUMMARY = "Kopsavilkums";

test("a comment waits for who decides on it, opens at its place, and goes when it is decided", async ({ person, talka }) => {
  const { proposal } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const [partner, editor] = [await person(), await person()];
  await partner.addInitScript(() => {
    navigator.setAppBadge = async (number) => (window.badge = number);
  });
  await oneClick(partner, "partner-admin");
  await partner.goto("/");
  await expect(partner.getByRole("heading", { level: 1 })).toContainText(pl("waits-title"));
  const number = async () => Number(await partner.locator("[data-waits]").getAttribute("data-waits"));
  const link = partner.locator("section.waits li a").filter({ hasText: "teikums" });
  await expect(link).toHaveCount(0);

  await oneClick(editor, "editor");
  await openProposal(editor, proposal);
  await (await editable(editor, SUMMARY)).click();
  await editor.keyboard.type("Viens teikums.");
  await saved(editor);
  await select(editor, SUMMARY, "teikums");
  await editor.getByRole("button", { name: lv("thread-comment-selection") }).click();
  await editor.getByLabel(lv("thread-body")).fill("Kāds?");
  await editor.getByRole("button", { name: lv("thread-send"), exact: true }).click();
  await expect(card(editor, "teikums")).toContainText("Kāds?");

  await expect(link).toHaveCount(1, { timeout: 20_000 });
  const now = await number();
  expect(now).toBeGreaterThan(0);
  await expect(partner).toHaveTitle(new RegExp(`^\\(${now}\\) `));
  await expect.poll(() => partner.evaluate(() => window.badge), { timeout: 20_000 }).toBe(now);

  const other = await partner.context().newPage();
  await other.goto(await link.getAttribute("href"));
  const thread = card(other, "teikums");
  await expect(thread, "the link opens the thread").toHaveAttribute("data-active", "true");
  await thread.getByText(pl("thread-decide"), { exact: true }).click();
  await thread.getByLabel(pl("outcome", "taken"), { exact: true }).check();
  await thread.getByLabel(pl("thread-reason")).fill("Zrozumiałe.");
  await thread.getByRole("button", { name: pl("thread-decide-send") }).click();
  await expect(link).toHaveCount(0, { timeout: 20_000 });
  expect(await number()).toBe(now - 1);
});
