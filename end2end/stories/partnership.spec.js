// A partnership comes to life without a line of script: people sign in, found it, invite, change
// roles, write its facts and begin a proposal, and what is refused comes back as it was typed.

import AxeBuilder from "@axe-core/playwright";
import { linkInMailbox, oneClick, PEOPLE, signInByMail } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "partnership" });
test.describe.configure({ mode: "serial" });

const PLAIN = { javaScriptEnabled: false };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCREENS = [
  { name: "wide-light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "wide-dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  { name: "phone-light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
  { name: "phone-dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
];
const lv = words("lv");
const here = lv;

/** The fields of one language stand in a group that has the name of all three. */
function inLanguage(page, group, language) {
  return page.getByRole("group", { name: group, exact: true }).getByLabel(language, { exact: true });
}

/** What a refusal says at a field, as a screen reader ties it. */
async function refusedAt(field, sentence) {
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(sentence);
}

function fold(page, name) {
  return page.locator("summary").filter({ hasText: name });
}

let coordinator;

test.beforeAll(async ({ browser, talka }) => {
  coordinator = await (await browser.newContext({ baseURL: talka.url, ...PLAIN })).newPage();
});

test.afterAll(async () => {
  await coordinator?.context().close();
});

test("1. the coordinator signs in by a link from the mail", async () => {
  await coordinator.goto("/sign-in");
  const mail = coordinator.getByLabel(words("en")("sign-in-mail"));
  // A browser looks itself; what gets past it comes back from the server.
  await coordinator.locator("input[name=mail]").fill("coordinator..one@daugavpils.example");
  await coordinator.getByRole("button", { name: words("en")("sign-in-send") }).click();
  await refusedAt(mail, words("en")("refusal-not-a-mail-address"));
  await expect(mail).toHaveValue("coordinator..one@daugavpils.example");
  await signInByMail(coordinator, PEOPLE.admin);
});

test("2. a new partnership is refused as long as its days do not fit, and keeps what was typed", async () => {
  await coordinator.goto("/");
  await fold(coordinator, here("home-new-partnership")).click();
  const form = coordinator.locator("details[open] form");
  await form.getByLabel(here("new-partnership-title")).fill("Jaunieši pie robežas");
  await form.getByLabel(here("new-partnership-first-day")).fill("2026-09-01");
  await form.getByLabel(here("new-partnership-last-day")).fill("2026-03-01");
  await form.getByLabel(here("new-partnership-applicant")).fill("Krāslavas novads");
  await form.getByLabel(here("new-partnership-partner")).fill("Stowarzyszenie Sejny");
  const countries = form.getByLabel(here("new-partnership-country"));
  await countries.nth(0).selectOption({ label: "Latvija" });
  await countries.nth(1).selectOption({ label: "Polija" });
  await form.getByRole("button", { name: here("new-partnership-create") }).click();

  await refusedAt(form.getByLabel(here("new-partnership-last-day")), here("refusal-ends-before-start"));
  await expect(form.getByRole("alert")).toHaveText(here("refusal-ends-before-start"));
  await expect(form.getByLabel(here("new-partnership-title"))).toHaveValue("Jaunieši pie robežas");
  await expect(form.getByLabel(here("new-partnership-applicant"))).toHaveValue("Krāslavas novads");
  await expect(countries.nth(1)).toHaveValue("PL");
  await form.getByLabel(here("new-partnership-last-day")).fill("2027-03-01");
  await form.getByRole("button", { name: here("new-partnership-create") }).click();
  await expect(coordinator).toHaveURL(/\/partnerships\/[0-9a-f-]+$/);
  await expect(coordinator.getByRole("heading", { level: 1 })).toHaveText("Jaunieši pie robežas");
});

test("3. a member is invited, agrees, is changed and removed", async ({ person }) => {
  const page = coordinator;
  await fold(page, here("members-invite")).click();
  const form = page.locator("details[open] form");
  await form.getByLabel(here("members-name")).fill("Zofia Nowak");
  await form.getByLabel(here("members-mail")).fill("zofia..nowak@sejny.example");
  await form.getByLabel(here("members-role")).selectOption("commenter");
  await form.getByLabel(here("members-side")).selectOption({ label: "Krāslavas novads" });
  await form.getByLabel("Polski").check();
  await form.getByRole("button", { name: here("members-send") }).click();

  const mail = form.getByLabel(here("members-mail"));
  await refusedAt(mail, here("refusal-not-a-mail-address"));
  await expect(form.getByLabel(here("members-name"))).toHaveValue("Zofia Nowak");
  await expect(form.getByLabel(here("members-role"))).toHaveValue("commenter");
  await expect(form.getByLabel("Polski")).toBeChecked();
  await mail.fill("zofia@sejny.example");
  await form.getByRole("button", { name: here("members-send") }).click();
  await expect(page.getByRole("status")).toHaveText(here("members-invited", { name: "Zofia Nowak" }));
  const member = page.getByRole("listitem").filter({ hasText: "Zofia Nowak" });
  await expect(member).toContainText(here("role", "commenter"));
  await expect(member).toContainText(here("members-pending"));
  const zofia = await person(PLAIN);
  await zofia.goto(await linkInMailbox(zofia, { mail: "zofia@sejny.example" }));
  await zofia.getByRole("button", { name: words("en")("invitation-accept") }).click();
  await expect(zofia).toHaveURL(/\/partnerships\/[0-9a-f-]+$/);
  await page.reload();

  await member.locator("summary").first().click();
  await member.getByLabel(here("members-role")).selectOption("editor");
  await member.getByRole("button", { name: here("save"), exact: true }).click();
  await expect(page.getByRole("status")).toHaveText(here("members-changed", { name: "Zofia Nowak" }));
  await expect(member).toContainText(here("role", "editor"));

  await member.locator("summary").first().click();
  await member.locator("summary").nth(1).click();
  await member.getByRole("button", { name: here("members-remove") }).click();
  await expect(page.getByRole("status")).toHaveText(here("members-removed"));
  await expect(member).toHaveCount(0);
});

test("4. the last admin stays one, and is told so in the open form", async () => {
  const me = coordinator.getByRole("listitem").filter({ hasText: here("members-me") });
  await me.locator("summary").first().click();
  await me.getByLabel(here("members-role")).selectOption("reader");
  await me.getByRole("button", { name: here("save"), exact: true }).click();
  await expect(me.getByRole("alert")).toHaveText(here("refusal-last-admin"));
  await expect(me.getByLabel(here("members-role"))).toHaveValue("reader");
});

test("5. the facts are written in three languages, with rows that grow and shrink", async () => {
  const page = coordinator;
  await page.getByRole("link", { name: here("facts-change") }).click();
  await inLanguage(page, here("partnership-objective"), "Latviešu").fill("Iesaistīt jauniešus.");
  await inLanguage(page, here("partnership-objective"), "Polski").fill("Włączyć młodzież.");
  const activity = (number) => here("facts-activity", { number });
  await inLanguage(page, activity(1), "English").fill("A study");
  await page.getByRole("button", { name: here("facts-add", "activities") }).click();
  await expect(inLanguage(page, here("partnership-objective"), "Polski")).toHaveValue("Włączyć młodzież.");
  await expect(inLanguage(page, activity(1), "English")).toHaveValue("A study");
  await inLanguage(page, activity(2), "English").fill("A seminar");
  await page.getByLabel(here("facts-activity-kind")).nth(1).selectOption("exchange");
  await page.getByLabel(here("facts-budget")).fill("30 000");
  await inLanguage(page, here("facts-share", { number: 1 }), "English").fill("Advance");
  await page.getByLabel(here("facts-share-percent")).fill("120");
  await page.getByRole("button", { name: here("save"), exact: true }).click();

  await refusedAt(page.getByLabel(here("facts-share-percent")), new RegExp(here("refusal-unfit")));
  await page.getByLabel(here("facts-share-percent")).fill("80");
  // Return in a line keeps the facts; it adds and removes nothing.
  await page.getByLabel(here("facts-share-percent")).press("Enter");
  await expect(page.getByRole("status")).toHaveText(here("facts-kept"));
  const main = page.getByRole("main");
  await expect(main).toContainText("Iesaistīt jauniešus.");
  await expect(main).toContainText("24\u00a0000,00");
  await expect(main.getByRole("listitem").filter({ hasText: "A seminar" })).toContainText(here("activity-kind", "exchange"));

  await page.getByRole("link", { name: here("facts-change") }).click();
  await page.getByRole("button", { name: here("facts-remove-of", { row: activity(1) }) }).click();
  await expect(inLanguage(page, activity(1), "English")).toHaveValue("A seminar");
  await page.getByRole("button", { name: here("save"), exact: true }).click();
  await expect(main.getByText("A study", { exact: true })).toHaveCount(0);
});

test("6. a proposal begins, and its page is there", async () => {
  const page = coordinator;
  await fold(page, here("new-proposal")).click();
  const form = page.locator("details[open] form");
  await form.getByRole("button", { name: here("new-proposal-create") }).click();
  await expect(form.getByRole("alert")).toHaveText(here("refusal-empty"));
  await form.getByLabel("English", { exact: true }).first().fill("Youth at the border");
  await form.getByRole("button", { name: here("new-proposal-create") }).click();
  await expect(page).toHaveURL(/\/proposals\/[0-9a-f-]+$/);
  await page.goto("/");
  await page.getByRole("link", { name: /Jaunieši pie robežas/ }).click();
  await expect(page.getByRole("link", { name: /Youth at the border/ })).toBeVisible();
});

for (const { name, ...options } of SCREENS) {
  test(`7. refused forms can be used by everybody: ${name}`, async ({ person }) => {
    // axe is a script of its own, so this browser runs scripts, and the program turns the pages.
    const page = await person(options);
    await oneClick(page, "admin");
    await page.goto("/");
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
    /** Sends a form past what the browser itself would refuse. */
    const send = async (form, button) => {
      await form.evaluate((form) => (form.noValidate = true));
      await form.getByRole("button", { name: button, exact: true }).click();
    };
    await fold(page, here("home-new-partnership")).click();
    await send(page.locator("details[open] form"), here("new-partnership-create"));
    await expect(page.getByLabel(here("new-partnership-title"))).toBeFocused();
    await look("new-partnership-refused");

    await page.getByRole("main").getByRole("listitem").getByRole("link").last().click();
    await fold(page, here("members-invite")).click();
    await send(page.locator("details[open] form"), here("members-send"));
    await expect(page.getByLabel(here("members-name"))).toBeFocused();
    await look("invite-refused");
    await page.getByRole("link", { name: here("facts-change") }).click();
    await look("facts");
    await page.getByLabel(here("facts-budget")).fill("much");
    await page.getByRole("button", { name: here("save"), exact: true }).click();
    await expect(page.getByLabel(here("facts-budget"))).toBeFocused();
    await look("facts-refused");
    await page.goto("/sign-in");
    await send(page.locator("main form"), here("sign-in-send"));
    await look("sign-in-refused");
    expect(found.join("\n")).toBe("");
  });
}
