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

/** The main pages: what it is called, who looks, and the way there. */
function pages(info, partnership) {
  const proposal = `/proposals/${info.proposal}`;
  return [
    ["the first page", null, "/"],
    ["signing in", null, "/sign-in"],
    ["the mailbox of the demo", null, "/demo/mail"],
    ["nothing here", null, "/nothing/here"],
    ["the partnerships of a member", "admin", "/"],
    ["the partnership", "admin", partnership],
    ["the facts of the partnership", "admin", `${partnership}/edit`],
    ["the proposal of an editor", "editor", `${proposal}?lang=lv`],
    ["the proposal of an admin", "admin", `${proposal}?lang=lv`],
    ["the proposal of a commenter", "commenter", `${proposal}?lang=lv`],
    ["the proposal of a reader", "reader", `${proposal}?lang=lv`],
    ["the reading view", "editor", `${proposal}/read?lang=lv`],
    ["the decisions", "editor", `${proposal}/decisions`],
  ];
}

for (const screen of SCREENS) {
  const { name: kind, ...options } = screen;
  test(`axe finds nothing on the main pages: ${kind}`, async ({ person, talka }) => {
    const info = await (await fetch(`${talka.url}/demo/info`)).json();
    const partnership = await partnershipOf(person);
    const found = [];
    for (const [name, who, path] of pages(info, partnership)) {
      const page = await person(options);
      if (who) await oneClick(page, who);
      await page.goto(path);
      await settled(page);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) found.push(`${name}: ${wide} px wider than the screen`);
      if (process.env.TALKA_LOOKS) {
        const file = `${name} ${kind}`.replace(/\W+/g, "-");
        await page.screenshot({ path: `${process.env.TALKA_LOOKS}/${file}.png` });
      }
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      for (const { id, nodes } of violations) {
        found.push(...nodes.map(({ target, failureSummary }) => `${name}: ${id} at ${target}: ${failureSummary}`));
      }
      await page.context().close();
    }
    expect(found.join("\n")).toBe("");
  });
}

async function partnershipOf(person) {
  const page = await person();
  await oneClick(page, "admin");
  await page.goto("/");
  const link = page.getByRole("main").getByRole("listitem").getByRole("link").first();
  const path = await link.getAttribute("href");
  await page.context().close();
  return path;
}

/** The page is live: what waits for WASM has come. */
async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
}
