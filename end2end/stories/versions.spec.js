// A version is put back from its page while the partner has the text open; what stood there is kept.

import AxeBuilder from "@axe-core/playwright";
import { editable, live, oneClick, openProposal, openStage, saved, takeStep } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "versions" });

const lv = words("lv");
const SUMMARY = { lv: "Kopsavilkums", pl: "Streszczenie" };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target)}`)).toEqual([]);
}

async function look(page, name) {
  if (!process.env.TALKA_LOOKS) return;
  for (const [width, scheme] of [[1280, "light"], [390, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${process.env.TALKA_LOOKS}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test("a version is put back while the partner types, and what stood there is a version too", async ({ person, talka }) => {
  const { proposal } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const [admin, partner] = [await person(), await person()];
  await oneClick(admin, "admin");
  await openProposal(admin, proposal);
  await (await editable(admin, SUMMARY.lv)).click();
  await admin.keyboard.type("Pirmais teksts.");
  await saved(admin);
  await takeStep(admin, lv, "open-review");

  await oneClick(partner, "partner-editor");
  await openProposal(partner, proposal);
  await (await editable(partner, SUMMARY.pl)).click();
  await partner.keyboard.press("Control+End");
  await partner.keyboard.type(" Un vēl kaut kas.");
  await saved(partner);

  await test.step("the list, from the history of the proposal's page", async () => {
    await openProposal(admin, proposal);
    await openStage(admin, lv);
    await admin.locator("summary", { hasText: lv("progress-history") }).click();
    await admin.getByRole("link", { name: lv("versions-all") }).click();
    await expect(admin.getByRole("heading", { level: 1 })).toHaveText(lv("versions-title"));
    await axe(admin);
    await look(admin, "versions");
  });

  await test.step("putting it back is asked on a page of its own", async () => {
    await admin.getByRole("link", { name: lv("versions-restore") }).click();
    await expect(admin.getByText(lv("restore-follows"))).toBeVisible();
    await axe(admin);
    await look(admin, "restore");
    await admin.getByRole("button", { name: lv("restore-send") }).click();
    await expect(admin.getByRole("status").filter({ hasText: lv("restore-done", { version: 2 }) })).toBeVisible();
    await expect(await live(admin, SUMMARY.lv)).toHaveText("Pirmais teksts.");
  });

  await test.step("the partner's open page shows it, and writing goes on", async () => {
    const text = await live(partner, SUMMARY.pl);
    await expect(text).toHaveText("Pirmais teksts.");
    await text.click();
    await partner.keyboard.press("Control+End");
    await partner.keyboard.type(" Vēlreiz.");
    await saved(partner);
    await expect(await live(admin, SUMMARY.lv)).toHaveText("Pirmais teksts. Vēlreiz.");
  });

  await test.step("what stood there is version 3", async () => {
    await admin.goto(`/proposals/${proposal}/versions`);
    await admin.locator(".automatic summary").first().click();
    const kept = admin.getByRole("listitem").filter({ hasText: lv("progress-version", { version: 3 }) });
    await kept.getByRole("link", { name: lv("versions-read"), exact: true }).click();
    await expect(admin.getByText("Un vēl kaut kas.")).toBeVisible();
  });

  await test.step("a commenter reads the versions and puts none back", async () => {
    const reviewer = await person();
    await oneClick(reviewer, "commenter");
    await reviewer.goto(`/proposals/${proposal}/versions`);
    await expect(reviewer.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await expect(reviewer.getByRole("link", { name: words("en")("versions-restore"), exact: true })).toHaveCount(0);
    const answer = await reviewer.goto(`/proposals/${proposal}/versions/1/restore`);
    expect(answer.status()).toBe(403);
  });
});
