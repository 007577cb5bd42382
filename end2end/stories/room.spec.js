// The page leaves room for the text: where its first line stands, for everybody and in every state.

import { card, editable, live, oneClick, openProposal, openStage, select, takeStep, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "room" });
test.describe.configure({ mode: "serial" });

const WIDE = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const [lv, pl] = ["lv", "pl"].map(words);

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
  // Anywhere on a card opens it.
  await card(page, "viens centrs").locator(".comment-body").click();
  await expect(card(page, "viens centrs")).toHaveAttribute("data-active", "true");
  await page.mouse.click(250, 600);
  const closed = card(page, "viens centrs");
  await closed.hover();
  await closed.getByRole("button", { name: lv("thread-decide"), exact: true }).click();
  await expect(closed.getByText(lv("thread-outcome"))).toBeVisible();
  // Nothing is chosen beforehand, and what is missing is said.
  await expect(closed.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(closed.getByRole("button", { name: lv("thread-decide-send") })).toBeDisabled();
  await expect(closed.getByText(lv("room-decide-needs"))).toBeVisible();
  await look(page, "deciding");
});

test("on a phone a tap on commented words opens their comment above which they stay in sight", async ({ person }) => {
  const page = await person(PHONE);
  await oneClick(page, "commenter");
  await openProposal(page, proposal);
  await live(page, "Summary");
  const words = await place(page, "viens centrs");
  await page.touchscreen.tap(words.x + words.width / 2, words.y + words.height / 2);
  const sheet = page.locator(".margin[data-open=true]");
  await expect(sheet).toBeVisible();
  await expect(sheet.locator("[data-active=true]")).toContainText("viens centrs");
  await expect.poll(async () => (await place(page, "viens centrs")).y).toBeLessThan((await sheet.boundingBox()).y);
  await look(page, "tapped");
});

/** Where these words of the first section are on the screen. */
function place(page, exact) {
  return text(page, "Summary").evaluate((host, exact) => {
    const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(exact);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + exact.length);
      return range.getBoundingClientRect().toJSON();
    }
    throw new Error(`not in the text: ${exact}`);
  }, exact);
}

test("a proposal opens in the language shown last, and counts the comments of the others", async ({ person }) => {
  const page = await person(WIDE);
  await oneClick(page, "commenter");
  // The reviewer works in English and Polish: the first of these with text.
  await expect(page.locator(".bar-languages [aria-current]")).toContainText("English");
  await expect(page.getByRole("complementary")).toContainText(/Latviešu: \d+ open comments/);
  await live(page, "Summary");
  await page.getByRole("button", { name: /Latviešu: \d+ open comments/ }).click();
  await expect(page.locator(".bar-languages [aria-current]")).toContainText("Latviešu");
  await expect(text(page, "Summary")).toContainText("Lešno");
  await expect(page).toHaveURL(/lang=lv/);
  await page.goto(`/proposals/${proposal}`);
  await expect(page.locator(".bar-languages [aria-current]")).toContainText("Latviešu");
  // A decision's words lead to the comment in its language.
  await page.goto(`/proposals/${proposal}/decisions`);
  await page.getByRole("link", { name: "viens centrs" }).click();
  await expect(page.locator("[data-active=true]")).toContainText("viens centrs");
});

test("in the focus mode there is nothing but the text, and one key leads back", async ({ person }) => {
  const page = await person(WIDE);
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  const area = await editable(page, SUMMARY);
  await area.click();
  await page.keyboard.press("Control+.");
  for (const gone of [".header", ".rail", ".margin", ".workbar-tools"]) await expect(page.locator(gone)).toBeHidden();
  await look(page, "calm");
  await page.keyboard.press("Control+.");
  await expect(page.locator(".rail")).toBeVisible();
});

test("the section in view is marked, and on a phone the bar opens the list", async ({ person }) => {
  const page = await person(WIDE);
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await editable(page, SUMMARY);
  const marked = page.locator(".rail [aria-current]");
  await expect(marked).toHaveText(SUMMARY);
  await page.locator(".rail a").last().click();
  await expect(marked).toHaveText("Ilgtspēja");
  const phone = await person(PHONE);
  await oneClick(phone, "editor");
  await openProposal(phone, proposal);
  await editable(phone, SUMMARY);
  await phone.mouse.wheel(0, 3000);
  await phone.getByRole("button", { name: lv("proposal-sections") }).click();
  await look(phone, "sections");
  await phone.locator(".rail").getByRole("link", { name: SUMMARY }).click();
  await expect(phone.locator(".rail")).toBeHidden();
  await expect(text(phone, SUMMARY)).toBeInViewport();
});

test("2. in review", async ({ person }) => {
  const admin = await person();
  await oneClick(admin, "admin");
  await takeStep(admin, lv, "open-review");
  await measure(person, "in review");
});

test("3. while the sides sign off", async ({ person }) => {
  const admin = await person();
  await oneClick(admin, "admin");
  await takeStep(admin, lv, "to-sign-off");
  await measure(person, "for sign-off");
});

test("the panel of the stage and the menu, in light and dark", async ({ person }) => {
  for (const [name, screen] of [["wide", { ...WIDE, colorScheme: "dark" }], ["phone", PHONE]]) {
    const page = await person(screen);
    await oneClick(page, "admin");
    await openProposal(page, proposal);
    await editable(page, SUMMARY);
    await openStage(page, lv);
    await expect(page.locator("#progress .sign-off")).toHaveCount(2);
    await look(page, `stage ${name}`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: lv("room-more"), exact: true }).click();
    await expect(page.getByRole("link", { name: lv("proposal-decisions") })).toBeVisible();
    await look(page, `more ${name}`);
  }
});

test("4. in the final", async ({ person }) => {
  const [admin, partner] = [await person(), await person()];
  await oneClick(admin, "admin");
  await takeStep(admin, lv, "sign-off");
  await oneClick(partner, "partner-admin");
  await takeStep(partner, pl, "sign-off");
  await admin.reload();
  await takeStep(admin, lv, "finalise");
  await measure(person, "final");
});
