// The page leaves room for the text: where its first line stands, for everybody and in every state.

import { card, editable, oneClick, openProposal, select } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "room" });
test.describe.configure({ mode: "serial" });

const WIDE = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const lv = words("lv");

/** The first line may begin above these, in CSS pixels from the top of the page. */
const DRAFTING = [
  { name: "wide", screen: WIDE, above: 300 },
  { name: "phone", screen: PHONE, above: 290 },
];
const READING = [{ name: "phone", screen: PHONE, above: 400 }];

const SUMMARY = "Kopsavilkums";

let proposal;

test.beforeAll(async ({ talka }) => {
  proposal = (await (await fetch(`${talka.url}/demo/info`)).json()).proposal;
});

/** Where the first letters of the text are, once the page is live. */
async function firstLine(page, area) {
  await page.waitForLoadState("networkidle");
  const letters = page.locator(area).first();
  await expect(letters).toContainText(/\S/);
  return letters.evaluate((host) => {
    const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && !node.data.trim()) node = walker.nextNode();
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getClientRects()[0].top + scrollY;
  });
}

/** Measures as everybody sees the proposal in this state, and keeps a picture of each. */
async function measure(person, state) {
  for (const who of ["editor", "commenter", "admin"]) {
    for (const { name, screen, above } of DRAFTING) {
      const page = await person(screen);
      await oneClick(page, who);
      await page.goto(`/proposals/${proposal}?lang=lv`);
      const top = await firstLine(page, ".tk");
      await look(page, `${state} ${who} ${name}`);
      expect.soft(top, `${state}, ${who}, ${name}`).toBeLessThan(above);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(wider, `${state}, ${who}, ${name}: px wider than the screen`).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  }
  for (const { name, screen, above } of READING) {
    const page = await person(screen);
    await oneClick(page, "reader");
    await page.goto(`/proposals/${proposal}/read?lang=lv`);
    const title = page.getByRole("heading", { level: 1 });
    // Closed on a phone: a button opens it.
    const contents = page.locator(".reading-contents");
    await expect(contents).toBeHidden();
    const order = await title.evaluate((it, other) => it.compareDocumentPosition(other), await contents.elementHandle());
    expect.soft(order & 4, `${state}: the title stands before the contents`).toBeTruthy();
    const top = await firstLine(page, ".reading-section .text");
    await look(page, `${state} reading ${name}`);
    expect.soft(top, `${state}, reading view, ${name}`).toBeLessThan(above);
    await page.context().close();
  }
}

async function look(page, name) {
  if (!process.env.TALKA_LOOKS) return;
  const file = `room-${name}`.replace(/\W+/g, "-");
  await page.screenshot({ path: `${process.env.TALKA_LOOKS}/${file}.png` });
}

test("1. in a draft", ({ person }) => measure(person, "draft"));

/** Comments on these words of the first section. */
async function comment(page, quote, body) {
  await select(page, SUMMARY, quote);
  await page.getByRole("button", { name: lv("thread-comment-selection") }).click();
  await page.getByLabel(lv("thread-body")).fill(body);
  await page.getByRole("button", { name: lv("thread-send"), exact: true }).click();
  await expect(card(page, quote)).toContainText(body);
}

test("cards stay below the margin's own top, and a click beside the text lets them go", async ({ person }) => {
  const page = await person(WIDE);
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await editable(page, SUMMARY);
  const quotes = ["Daugavpils izveido", "brīvprātīgā darba", "pilsētas parauga", "viens centrs", "apmācību un ikdienu"];
  for (const quote of quotes) await comment(page, quote, `Par vārdiem: ${quote}`);
  const cards = page.locator(".cards-beside > li");
  const highest = () =>
    cards.evaluateAll((all) => {
      const limit = document.querySelector(".margin-head").getBoundingClientRect().bottom;
      return Math.min(...all.map((it) => it.getBoundingClientRect().top)) - limit;
    });
  await expect.poll(highest).toBeGreaterThanOrEqual(0);
  const heights = await cards.evaluateAll((all) => all.map((it) => it.offsetHeight));
  expect(heights.filter((height) => height < 60).length, "closed cards are a line each").toBeGreaterThanOrEqual(4);
  await look(page, "cards");

  await page.mouse.click(250, 600);
  await expect(page.locator(".card-thread[data-active=true]")).toHaveCount(0);
});
