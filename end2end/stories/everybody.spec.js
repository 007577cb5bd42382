// The main pages can be used by everybody: axe finds nothing against WCAG 2.2 AA, in light and dark,
// on a wide screen and on a phone.

import AxeBuilder from "@axe-core/playwright";
import { oneClick } from "./people.js";
import { expect, test } from "./talka.js";

test.use({ file: "everybody" });

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCREENS = [
  { name: "wide and light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "wide and dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  { name: "a phone, light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
  { name: "a phone, dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
];

/** The main pages: what it is called, who looks, and the way there from the demo's addresses. */
const PAGES = [
  ["the first page", null, () => "/"],
  ["signing in", null, () => "/sign-in"],
  ["the mailbox of the demo", null, () => "/demo/mail"],
  ["nothing here", null, () => "/nothing/here"],
  ["the partnerships of a member", "admin", () => "/"],
  ["the partnership", "admin", (it) => it.partnership],
  ["my account", "admin", () => "/account"],
  ["the log of the partnership", "admin", (it) => `${it.partnership}/log`],
  ["the facts of the partnership", "admin", (it) => `${it.partnership}/edit`],
  ["the proposal of an editor", "editor", (it) => `${it.proposal}?lang=lv`],
  ["the proposal of an admin", "admin", (it) => `${it.proposal}?lang=lv`],
  ["the proposal of a commenter", "commenter", (it) => `${it.proposal}?lang=lv`],
  ["the proposal of a reader", "reader", (it) => `${it.proposal}?lang=lv`],
  ["the reading view", "editor", (it) => `${it.proposal}/read?lang=lv`],
  ["the decisions", "editor", (it) => `${it.proposal}/decisions`],
  ["the decisions, sifted", "admin", (it) => `${it.proposal}/decisions?outcome=open`],
  ["the search", "editor", () => "/search?q=brivpratigo"],
  ["the reviews", "editor", (it) => `${it.proposal}/reviews`],
];

/** Where the demo's partnership and proposal are; asked for once. */
let places;

test.beforeEach(async ({ person, talka }) => {
  if (places) return;
  const info = await (await fetch(`${talka.url}/demo/info`)).json();
  places = { proposal: `/proposals/${info.proposal}`, partnership: await partnershipOf(person) };
});

for (const { name: kind, ...screen } of SCREENS) {
  for (const [name, who, path] of PAGES) {
    test(`axe finds nothing on ${name}: ${kind}`, async ({ person }) => {
      const page = await person(screen);
      if (who) await oneClick(page, who);
      await page.goto(path(places));
      await settled(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, "px wider than the screen").toBeLessThanOrEqual(0);
      if (process.env.TALKA_LOOKS) {
        const file = `${name} ${kind}`.replace(/\W+/g, "-");
        await page.screenshot({ path: `${process.env.TALKA_LOOKS}/${file}.png` });
      }
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
      );
      expect(found.join("\n")).toBe("");
    });
  }
}

async function partnershipOf(person) {
  const page = await person();
  await oneClick(page, "admin");
  await page.goto("/");
  const link = page.locator("main a[href^='/partnerships/']").first();
  const path = await link.getAttribute("href");
  await page.context().close();
  return path;
}

/** The page is live: what waits for WASM has come. */
async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
}
