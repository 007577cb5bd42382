// Somebody comes by a link, is invited, agrees, looks after the own devices, and goes again; all of it
// without a line of script.

import AxeBuilder from "@axe-core/playwright";
import { linkInMailbox, oneClick, PEOPLE } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "account" });
test.describe.configure({ mode: "serial" });

const PLAIN = { javaScriptEnabled: false };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCREENS = [
  { name: "wide-light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "wide-dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  { name: "phone-light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
  { name: "phone-dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
];
const ZOFIA = { mail: "zofia@leszno.example", name: "Zofia Nowak" };
const [en, lv, pl] = ["en", "lv", "pl"].map(words);

let proposal, zofia;

test.beforeAll(async ({ browser, talka }) => {
  proposal = (await (await fetch(`${talka.url}/demo/info`)).json()).proposal;
  zofia = await (await browser.newContext({ baseURL: talka.url, ...PLAIN })).newPage();
});

test.afterAll(async () => {
  await zofia?.context().close();
});

/** Asks for a link on this page and opens it. */
async function signInHere(page, mail, say) {
  await page.getByLabel(say("sign-in-mail")).fill(mail);
  await page.getByRole("button", { name: say("sign-in-send") }).click();
  await page.goto(await linkInMailbox(page, { mail }));
  await page.getByRole("button", { name: say("sign-in-link-button") }).click();
}

/** Invites Zofia as an outside reviewer, in Polish. */
async function invite(page) {
  await page.goto("/");
  await page.getByRole("main").getByRole("listitem").getByRole("link").last().click();
  await page.locator("summary").filter({ hasText: lv("members-invite") }).click();
  const form = page.locator("details[open] form");
  await form.getByLabel(lv("members-name")).fill(ZOFIA.name);
  await form.getByLabel(lv("members-mail")).fill(ZOFIA.mail);
  await expect(form.getByLabel(lv("members-side"))).toHaveValue("");
  await form.getByLabel(lv("members-side")).selectOption({ label: lv("no-side") });
  await form.getByLabel(lv("members-mail-language")).selectOption("pl");
  await form.getByRole("button", { name: lv("members-send") }).click();
  await expect(page.getByRole("status")).toHaveText(lv("members-invited", { name: ZOFIA.name }));
}

test("1. a link to a proposal leads through signing in back to that proposal", async ({ person }) => {
  const page = await person(PLAIN);
  const answer = await page.goto(`/proposals/${proposal}/read?lang=lv`);
  expect(answer.status()).toBe(401);
  await signInHere(page, PEOPLE.reader.mail, en);
  await expect(page).toHaveURL(new RegExp(`/proposals/${proposal}/read\\?lang=lv$`));
  await expect(page.getByRole("main")).toContainText("Lešno");
});

test("2. the link of an invitation signs in and opens the partnership with one click", async ({ person }) => {
  const admin = await person(PLAIN);
  await oneClick(admin, "admin");
  await invite(admin);
  const waiting = admin.getByRole("listitem").filter({ hasText: ZOFIA.name });
  await expect(waiting).toContainText(lv("members-pending"));
  await zofia.goto(await linkInMailbox(zofia, ZOFIA));
  await zofia.getByRole("button", { name: "PL", exact: false }).first().click();
  await expect(zofia.getByRole("heading", { level: 1 })).toHaveText(pl("invitation-title"));
  await expect(zofia.getByLabel(pl("new-partnership-your-name"))).toHaveValue(ZOFIA.name);
  await zofia.getByRole("button", { name: pl("invitation-accept") }).click();
  await expect(zofia).toHaveURL(/\/partnerships\/[0-9a-f-]+$/);
  await admin.reload();
  await expect(waiting).not.toContainText(lv("members-pending"));
});

test("3. a device is seen and signed out from another one", async ({ person }) => {
  const elsewhere = await person({ ...PLAIN, userAgent: "Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1" });
  await elsewhere.goto("/sign-in");
  await signInHere(elsewhere, ZOFIA.mail, en);
  await zofia.getByRole("link", { name: ZOFIA.name }).click();
  await expect(zofia.getByRole("heading", { level: 1 })).toHaveText(pl("account-title"));
  const phone = zofia.getByRole("listitem").filter({ hasText: "Safari · iPhone" });
  await phone.getByRole("button", { name: pl("account-end") }).click();
  await expect(zofia.getByRole("status")).toHaveText(pl("account-ended"));
  await expect(phone).toHaveCount(0);
  const answer = await elsewhere.goto("/account");
  expect(answer.status()).toBe(401);
});

for (const { name, ...options } of SCREENS) {
  test(`4. everybody can use these pages: ${name}`, async ({ person }) => {
    const page = await person(options);
    const found = [];
    const look = async (what) => {
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
    await page.goto(`/proposals/${proposal}`);
    await look("sign-in-to-go-on");
    await oneClick(page, "admin");
    await page.goto("/account");
    for (const summary of await page.locator("main summary").all()) await summary.click();
    await look("account");
    await page.goto("/");
    await page.getByRole("main").getByRole("listitem").getByRole("link").last().click();
    await page.locator("summary").filter({ hasText: lv("members-invite") }).click();
    const form = page.locator("details[open] form");
    await form.getByLabel(lv("members-name")).fill("Jan Nowak");
    await form.getByLabel(lv("members-mail")).fill(`jan.${name}@leszno.example`);
    await form.getByLabel(lv("members-side")).selectOption({ label: lv("no-side") });
    await form.getByRole("button", { name: lv("members-send") }).click();
    await look("invited");
    const link = await linkInMailbox(page, { mail: `jan.${name}@leszno.example` });
    await page.goto(link);
    await look("invitation");
    expect(found.join("\n")).toBe("");
  });
}

test("5. who has the account erased is gone", async () => {
  await zofia.goto("/account");
  await zofia.locator("summary").filter({ hasText: pl("account-erase") }).click();
  await zofia.getByRole("button", { name: pl("account-erase-now") }).click();
  await expect(zofia).toHaveURL(/\/$/);
  const answer = await zofia.goto("/account");
  expect(answer.status()).toBe(401);
});
