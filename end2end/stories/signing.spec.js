// Both sides sign off one text: a head of department on a phone, admins with and without script, and
// what stays of it in the log.

import AxeBuilder from "@axe-core/playwright";
import { linkInMailbox, nameOf, oneClick, openProposal, openStage, PEOPLE, takeStep } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "signing" });
test.describe.configure({ mode: "serial" });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const PLAIN = { javaScriptEnabled: false };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCREENS = [
  { name: "wide-light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "wide-dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  { name: "phone-light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
  { name: "phone-dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
];
const [lv, pl] = ["lv", "pl"].map(words);

let proposal;

test.beforeAll(async ({ talka }) => {
  proposal = (await (await fetch(`${talka.url}/demo/info`)).json()).proposal;
});

/** The coordinators of both sides, in browsers of this kind. */
async function coordinators(person, options = {}) {
  const [admin, partner] = [await person(options), await person(options)];
  await oneClick(admin, "admin");
  await oneClick(partner, "partner-admin");
  return { admin, partner };
}

const because = (say, words) => (page) => page.getByLabel(say("progress-reason")).fill(words);

/** An admin ticks who signs off for the own side. */
async function nameSigner(admin, may) {
  await admin.goto("/");
  await admin.locator("main a[href^='/partnerships/']").first().click();
  const row = admin.getByRole("listitem").filter({ hasText: nameOf(PEOPLE.reader, "lv") });
  await row.locator("summary").filter({ hasText: lv("members-change") }).first().click();
  await row.getByLabel(lv("members-may-sign")).setChecked(may);
  const form = row.locator("form").filter({ has: admin.getByLabel(lv("members-may-sign")) });
  await form.getByRole("button", { name: lv("members-may-sign-save") }).click();
  await expect(admin.getByRole("status")).toHaveText(lv("members-changed", { name: nameOf(PEOPLE.reader, "lv") }));
}

/** Nothing reaches over the edge of the screen. */
async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

test("1. a head of department signs off on a phone, from a link in a mail", async ({ person }) => {
  const { admin } = await coordinators(person);
  await openProposal(admin, proposal);
  await takeStep(admin, lv, "open-review");
  await takeStep(admin, lv, "to-sign-off");
  await nameSigner(admin, true);

  const head = await person(PHONE);
  await head.goto(`/proposals/${proposal}`);
  await head.getByLabel(words("en")("sign-in-mail")).fill(PEOPLE.reader.mail);
  await head.getByRole("button", { name: words("en")("sign-in-send") }).click();
  await head.goto(await linkInMailbox(head, PEOPLE.reader));
  await head.getByRole("button", { name: words("en")("sign-in-link-button") }).click();
  await expect(head).toHaveURL(new RegExp(`/proposals/${proposal}$`));

  await expect(head.locator("[contenteditable]")).toHaveCount(0);
  const bar = head.getByRole("complementary", { name: lv("step-sign-off") });
  await expect(bar).toContainText(lv("reading-to-sign"));
  await expect(bar).toBeInViewport();
  await expect(bar.getByRole("link", { name: lv("step-send-back") })).toBeVisible();
  await fits(head);
  await bar.getByRole("link", { name: lv("step-sign-off") }).click();
  await expect(head.getByRole("main")).toContainText(lv("step-sign-off-follows"));
  await fits(head);
  await head.getByRole("button", { name: lv("step-sign-off") }).click();
  await expect(head.getByRole("status")).toHaveText(lv("step-done", "sign-off"));
  await expect(bar).toHaveCount(0);
  await takeStep(head, lv, "withdraw");
  await takeStep(head, lv, "send-back", because(lv, "Budžetā trūkst tulkošanas."));
  await openProposal(admin, proposal);
  await expect(admin.getByRole("region", { name: lv("progress-title") })).toContainText("Budžetā trūkst tulkošanas.");
  await nameSigner(admin, false);
});

for (const [kind, options] of [["as the pages come", {}], ["without script", PLAIN]]) {
  test(`2. both sides sign off, it is closed, published, taken back and unlocked: ${kind}`, async ({ person }) => {
    const { admin, partner } = await coordinators(person, options);
    const here = admin.getByRole("region", { name: lv("progress-title") });
    await openProposal(admin, proposal);
    await openStage(admin, lv);
    const openReview = admin.getByRole("link", { name: lv("step-open-review") });
    if (await openReview.count()) await takeStep(admin, lv, "open-review");
    await takeStep(admin, lv, "to-sign-off");
    await takeStep(admin, lv, "sign-off");
    await expect(admin.getByRole("link", { name: lv("step-finalise") })).toHaveCount(0);
    await expect(here).toContainText(nameOf(PEOPLE.partnerAdmin, "lv"));
    await openProposal(partner, proposal);
    await takeStep(partner, pl, "sign-off");
    await openProposal(admin, proposal);
    await takeStep(admin, lv, "finalise");
    await takeStep(admin, lv, "publish");
    const visitor = await person(options);
    expect((await visitor.goto(`/proposals/${proposal}`)).status()).toBe(200);
    await openProposal(partner, proposal);
    await takeStep(partner, pl, "unpublish");
    expect((await visitor.goto(`/proposals/${proposal}`)).status()).toBe(401);
    await openProposal(admin, proposal);
    await takeStep(admin, lv, "unlock", because(lv, "Mainījās partneru sastāvs."));
    await expect(here).toContainText("Mainījās partneru sastāvs.");
    await openStage(admin, lv);
    await here.getByRole("link", { name: lv("progress-kept-final-read") }).click();
    await expect(admin.locator("article.reading")).toContainText(lv("reading-not-present"));
    await expect(admin.locator("article.reading")).toContainText(nameOf(PEOPLE.partnerAdmin, "lv"));
  });
}

test("3. the log shows it all to both sides, and leaves as a table", async ({ person }) => {
  const { partner } = await coordinators(person, PLAIN);
  await partner.goto("/");
  await partner.locator("main a[href^='/partnerships/']").first().click();
  await partner.getByRole("link", { name: pl("members-log") }).click();
  await expect(partner.getByRole("heading", { level: 1 })).toHaveText(pl("log-title"));
  const lines = partner.locator(".log-line");
  await expect(lines.first()).toContainText("Mainījās partneru sastāvs.");
  await expect(lines.filter({ hasText: pl("log-signer-named", { member: nameOf(PEOPLE.reader, "pl") }) })).toHaveCount(1);
  const table = partner.getByRole("link", { name: pl("log-download") });
  const file = await partner.request.get(await table.getAttribute("href"));
  expect(file.headers()["content-type"]).toContain("text/csv");
  expect(await file.text()).toContain('"sign_off_withdrawn"');
});

for (const { name, ...options } of SCREENS) {
  test(`4. everybody can use these pages: ${name}`, async ({ person }) => {
    test.slow();
    const { admin, partner } = await coordinators(person, options);
    const found = [];
    const look = async (page, what) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) found.push(`${what}: ${wide} px wider than the screen`);
      if (process.env.TALKA_LOOKS) {
        await page.screenshot({ path: `${process.env.TALKA_LOOKS}/${what}-${name}.png`, fullPage: true });
      }
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      for (const { id, nodes } of violations) {
        found.push(...nodes.map(({ target, failureSummary }) => `${what}: ${id} at ${target}: ${failureSummary}`));
      }
    };
    const form = async (page, step) => {
      await page.goto(`/proposals/${proposal}/step/${step}`);
      await look(page, step);
      await page.goBack();
    };
    const there = async (page) => openProposal(page, proposal);
    await there(admin);
    await openStage(admin, lv);
    const openReview = admin.getByRole("link", { name: lv("step-open-review") });
    if (await openReview.count()) {
      await form(admin, "open-review");
      await takeStep(admin, lv, "open-review");
    }
    await form(admin, "to-sign-off");
    await takeStep(admin, lv, "to-sign-off");
    await look(admin, "for-sign-off");
    await form(admin, "sign-off");
    await form(admin, "send-back");
    await takeStep(admin, lv, "sign-off");
    await form(admin, "withdraw");
    await admin.goto(`/proposals/${proposal}/read`);
    await look(admin, "reading-for-sign-off");
    await admin.goto(`/proposals/${proposal}/compare/1/now`);
    await look(admin, "changes");
    await there(partner);
    await takeStep(partner, pl, "sign-off");
    await there(admin);
    await form(admin, "finalise");
    await takeStep(admin, lv, "finalise");
    await form(admin, "publish");
    await takeStep(admin, lv, "publish");
    await look(admin, "final-published");
    await form(admin, "unpublish");
    await form(admin, "unlock");
    await takeStep(admin, lv, "unlock", because(lv, "Jāprecizē."));
    await look(admin, "unlocked");
    await form(admin, "finalise");
    await admin.goto(`/proposals/${proposal}/read?version=1`);
    await look(admin, "version");
    await admin.goto("/");
    await admin.locator("main a[href^='/partnerships/']").first().click();
    await admin.getByRole("link", { name: lv("members-log") }).click();
    await look(admin, "log");
    expect(found.join("\n")).toBe("");
  });
}
