// An admin changes the settings of a proposal; who has it open is told, and loses nothing.

import AxeBuilder from "@axe-core/playwright";
import { editable, oneClick, openMore, openProposal, saved } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "settings" });

const lv = words("lv");
const pl = words("pl");
const FIRST = { lv: "Kopsavilkums", pl: "Streszczenie" };

/** The part of the form that is about a section. */
function section(page, heading) {
  return page.getByRole("group", { name: heading, exact: true });
}

test("the title, a limit and a section are changed while the partner writes", async ({ person, talka }) => {
  const { proposal } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const partner = await person();
  await oneClick(partner, "partner-editor");
  await openProposal(partner, proposal, "pl");
  const area = await editable(partner, FIRST.pl);
  await area.click();
  await partner.keyboard.type("Razem");
  await saved(partner);

  const page = await person();
  await oneClick(page, "admin");
  await openProposal(page, proposal, "pl");
  await openMore(page, lv);
  await page.getByRole("link", { name: lv("settings-title"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(lv("settings-title"));
  const polish = page.getByRole("checkbox", { name: /Polski/ });
  await expect(polish).toBeChecked();
  await expect(polish).toBeDisabled();
  const title = page.locator("[name='title.lv']");
  await title.fill("ļ".repeat(251));
  await page.getByRole("checkbox", { name: "English", exact: true }).uncheck();
  await section(page, "Ilgtspēja").getByLabel(lv("settings-section-on")).uncheck();
  await section(page, FIRST.lv).getByLabel(lv("settings-section-limit")).fill("4");
  await page.getByRole("button", { name: lv("save"), exact: true }).click();

  await test.step("nothing is cut: a title that is too long comes back whole", async () => {
    await expect(page.locator("#settings-title-why")).toBeVisible();
    await expect(title).toHaveValue("ļ".repeat(251));
    await expect(section(page, "Ilgtspēja").getByLabel(lv("settings-section-on"))).not.toBeChecked();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  });
  await title.fill("Kopā darīts");
  await page.getByRole("button", { name: lv("save"), exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: lv("settings-done") })).toBeVisible();

  await test.step("who comes back sees it", async () => {
    await page.locator("main a").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Kopā darīts");
    await editable(page, FIRST.lv);
    await expect(page.getByRole("region", { name: "Ilgtspēja", exact: true })).toHaveCount(0);
  });
  await test.step("who has it open is told, writes on, and loads it when there is time", async () => {
    const note = partner.getByRole("link", { name: pl("settings-changed"), exact: true });
    await expect(note).toBeVisible();
    const gone = partner.locator("[data-field='sustainability.pl']");
    await expect(gone).toHaveCount(1);
    await area.click();
    await partner.keyboard.press("End");
    await partner.keyboard.type(" piszemy");
    await saved(partner);
    await note.click();
    await expect(await editable(partner, FIRST.pl)).toHaveText("Razem piszemy");
    await expect(note).toHaveCount(0);
    await expect(gone).toHaveCount(0);
  });
});
