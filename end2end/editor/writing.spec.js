// One person writes: letters, structure, marks, lists, taking back.

import { expect, test } from "../stories/talka.js";
import { blank, composer, drawn, field, live, saved, shows, sit, write } from "./hands.js";

let page;

test.beforeEach(async ({ talka, person }) => {
  page = await write(await person(), "editor", await blank(talka));
});

test("every letter arrives in its order, and the server has it", async () => {
  await page.keyboard.type("Glāžšķūņu rūķīši dzērumā čiepj Baha koncertflīģeļu vākus.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Zażółć gęślą jaźń.");
  await shows(page, "<p>Glāžšķūņu rūķīši dzērumā čiepj Baha koncertflīģeļu vākus.</p><p>Zażółć gęślą jaźń.</p>");
  await saved(page);
  await page.reload();
  await live(page);
  await shows(page, "<p>Glāžšķūņu rūķīši dzērumā čiepj Baha koncertflīģeļu vākus.</p><p>Zażółć gęślą jaźń.</p>");
});

test("letters of AltGr are letters, whatever the shortcuts are", { tag: "@devtools" }, async () => {
  const hands = await composer(page);
  const keys = { ą: "KeyA", ć: "KeyC", ę: "KeyE", ł: "KeyL", ń: "KeyN", ó: "KeyO", ś: "KeyS", ż: "KeyZ", ź: "KeyX", č: "KeyC", ģ: "KeyG", ķ: "KeyK", ļ: "KeyL", ņ: "KeyN", š: "KeyS", ž: "KeyZ", ē: "KeyE", ī: "KeyI", ū: "KeyU", ā: "KeyA" };
  for (const [letter, code] of Object.entries(keys)) await hands.altGr(code, letter);
  await shows(page, `<p>${Object.keys(keys).join("")}</p>`);
});

test("Enter parts a paragraph and Backspace joins it again", async () => {
  await page.keyboard.type("onetwo");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await shows(page, "<p>one</p><p>two</p>");
  await page.keyboard.press("Backspace");
  await shows(page, "<p>onetwo</p>");
  await page.keyboard.type("-");
  await shows(page, "<p>one-two</p>");
  await page.keyboard.press("Delete");
  await shows(page, "<p>one-wo</p>");
});

test("typing over paragraphs replaces them, and is taken back", async () => {
  await page.keyboard.type("aaa");
  await page.keyboard.press("Enter");
  await page.keyboard.type("bbb");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Z");
  await shows(page, "<p>Z</p>");
  await page.keyboard.press("Control+z");
  await shows(page, "<p>aaa</p><p>bbb</p>");
  await page.keyboard.press("Control+Shift+z");
  await shows(page, "<p>Z</p>");
  await page.keyboard.press("Backspace");
  await shows(page, "<p><br></p>");
  await page.keyboard.type("x");
  await shows(page, "<p>x</p>");
});

test("marks of words and of what comes next", async () => {
  await page.keyboard.type("plain ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("bold");
  await page.keyboard.press("Control+b");
  await page.keyboard.type(" more");
  await shows(page, "<p>plain <strong>bold</strong> more</p>");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+i");
  await shows(page, "<p><em>plain </em><strong><em>bold</em></strong><em> more</em></p>");
  await page.getByRole("toolbar").getByRole("button", { name: /Slīpraksts/ }).click();
  await shows(page, "<p>plain <strong>bold</strong> more</p>");
});

test("lists: made, nested, left", async () => {
  await page.keyboard.type("viens");
  await page.keyboard.press("Control+Shift+Digit8");
  await page.keyboard.press("Enter");
  await page.keyboard.type("divi");
  await page.keyboard.press("Tab");
  await shows(page, "<ul><li><p>viens</p><ul><li><p>divi</p></li></ul></li></ul><p><br></p>");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("ārā");
  await shows(page, "<ul><li><p>viens</p></li><li><p>divi</p></li></ul><p>ārā</p><p><br></p>");
});

test("a heading, a line break, a word taken away", async () => {
  await page.keyboard.type("one two three");
  await page.keyboard.press("Control+Alt+Digit2");
  await page.keyboard.press("Control+Backspace");
  await shows(page, "<h2>one two </h2><p><br></p>");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("x");
  await shows(page, "<h2>one two <br>x</h2><p><br></p>");
});

test("a link is asked for, shown, and taken away", async () => {
  await page.keyboard.type("Leszno");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+k");
  const address = page.getByRole("dialog").getByRole("textbox");
  await address.fill("leszno.pl");
  await address.press("Enter");
  await shows(page, '<p><a href="https://leszno.pl">Leszno</a></p>');
  await page.keyboard.press("End");
  await page.keyboard.type("!");
  await shows(page, '<p><a href="https://leszno.pl">Leszno</a>!</p>');
});

test("the arrows lead from one section into the next, and undo over all of them", async () => {
  await page.keyboard.type("first");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("second");
  await shows(page, "<p>second</p>", "situation.lv");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("!");
  expect(await drawn(page)).toBe("<p>first!</p>");
  for (let step = 0; step < 2; step += 1) await page.keyboard.press("Control+z");
  await shows(page, "<p><br></p>", "situation.lv");
  await shows(page, "<p>first</p>");
});

test("who comments has the live text, and no caret in it", async ({ talka, person }) => {
  const proposal = await blank(talka);
  const writer = await write(await person(), "editor", proposal);
  const reviewer = await sit(await person(), "commenter", proposal);
  await writer.keyboard.type("words to comment on");
  await expect(field(reviewer)).toContainText("words to comment on");
  await expect(field(reviewer)).not.toHaveAttribute("contenteditable", /.*/);
  await field(reviewer).click();
  await reviewer.keyboard.type("nothing");
  await writer.keyboard.type("!");
  await shows(reviewer, "<p>words to comment on!</p>");
});

test("Tab leads from cell to cell and adds a row; after Escape it leaves the table", async () => {
  await page.getByRole("toolbar").getByRole("button", { name: "Ievietot tabulu" }).click();
  await page.keyboard.type("a");
  await page.keyboard.press("Tab");
  await page.keyboard.type("b");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("c");
  const cells = field(page).locator("th, td");
  await expect(cells.nth(0)).toHaveText("ca");
  await expect(cells.nth(1)).toHaveText("b");
  for (let step = 0; step < 9; step += 1) await page.keyboard.press("Tab");
  await expect(field(page).locator("tr")).toHaveCount(4);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(field(page)).not.toBeFocused();
});

test("text from right to left has its own direction, and the arrows go as it reads", async () => {
  await page.keyboard.type("abc");
  await page.keyboard.press("Enter");
  await page.keyboard.type("אבג");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("ד");
  await shows(page, "<p>abc</p><p>אבדג</p>");
  const directions = field(page).locator("p").evaluateAll((all) => all.map((p) => getComputedStyle(p).direction));
  expect(await directions).toEqual(["ltr", "rtl"]);
  // To the left of its end the next section begins.
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("d");
  await shows(page, "<p>d</p>", "situation.lv");
});
