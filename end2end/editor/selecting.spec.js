// What a mouse selects, and what is done with it: over words, blocks, lists, tables; dragged within the
// text, and in from elsewhere.

import { expect, test } from "../stories/talka.js";
import { blank, devtools, drawn, drop, field, paste, saved, shows, write } from "./hands.js";

let page;

test.beforeEach(async ({ talka, person }) => {
  page = await write(await person(), "editor", await blank(talka));
});

/** The middle of some letters, on the screen. */
const middle = (exact, name) =>
  field(page, name).evaluate((host, exact) => {
    const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(exact);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + exact.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2, left: left + 1, right: left + width - 1 };
    }
    throw new Error(`not in the text: ${exact}`);
  }, exact);

const spot = async (exact) => {
  const { x, y } = await middle(exact);
  return [x, y];
};

const selected = () => page.evaluate(() => getSelection().toString());

async function sweep(from, to) {
  const [start, end] = [await middle(from), await middle(to)];
  await page.mouse.move(start.left, start.y);
  await page.mouse.down();
  await page.mouse.move(end.right, end.y, { steps: 4 });
  await page.mouse.up();
}

/** Two sections with words in them, somebody else at the same text, and where "five" begins on the screen. */
async function twoSections(person) {
  await page.setViewportSize({ width: 1280, height: 2000 });
  await lines("one two three");
  await field(page, "situation.lv").click();
  await page.keyboard.type("four five");
  await saved(page);
  const there = await person();
  await there.setViewportSize({ width: 1280, height: 2000 });
  await write(there, "partner-editor", new URL(page.url()).pathname.split("/").at(-1));
  const { left, y } = await middle("five", "situation.lv");
  return { there, tools: await devtools(page), drop: { x: left - 1, y } };
}

async function lines(...texts) {
  for (const [index, text] of texts.entries()) {
    if (index > 0) await page.keyboard.press("Enter");
    await page.keyboard.type(text);
  }
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

// Firefox counts clicks by its own clock, which a busy machine does not keep: Chromium is told the count.
test("two clicks take a word, three the paragraph and nothing of the next", { tag: "@devtools" }, async () => {
  await lines("first line here", "second line");
  const { x, y } = await middle("line here");
  await page.mouse.dblclick(x - 20, y);
  await expect.poll(selected).toMatch(/^line ?$/);
  await page.mouse.click(x, y, { clickCount: 3 });
  await page.keyboard.press("Control+b");
  await shows(page, "<p><strong>first line here</strong></p><p>second line</p>");
  await page.keyboard.press("Delete");
  await shows(page, "<p><br></p><p>second line</p>");
});

test("three clicks and a letter: the paragraph is replaced, the next stays", { tag: "@devtools" }, async () => {
  await lines("first line here", "second line");
  const { x, y } = await middle("line here");
  await page.mouse.click(x, y, { clickCount: 3 });
  await page.keyboard.type("X");
  await shows(page, "<p>X</p><p>second line</p>");
});

test("words swept over with the mouse are typed over, across paragraphs", async () => {
  await lines("alpha beta", "gamma delta", "epsilon");
  await sweep("beta", "gamma");
  await page.keyboard.type("Z");
  await shows(page, "<p>alpha Z delta</p><p>epsilon</p>");
  await page.keyboard.press("Control+z");
  await shows(page, "<p>alpha beta</p><p>gamma delta</p><p>epsilon</p>");
});

test("a selection from a paragraph into a list is deleted as one", async () => {
  await paste(page, "<p>before it</p><ul><li>one item</li><li>two items</li></ul><p>after it</p>");
  await sweep("it", "two");
  await page.keyboard.press("Backspace");
  await expect.poll(() => field(page).textContent()).toBe("before  itemsafter it");
  await saved(page);
  await page.keyboard.press("Control+z");
  await shows(page, "<p>before it</p><ul><li><p>one item</p></li><li><p>two items</p></li></ul><p>after it</p>");
});

test("a selection from a paragraph into a table empties cells and keeps the grid", async () => {
  await paste(page, "<p>before it</p><table><tr><td>one</td><td>two</td></tr><tr><td>three</td><td>four</td></tr></table><p>after it</p>");
  await sweep("it", "two");
  await page.keyboard.press("Delete");
  const rows = () => field(page).locator("tr").evaluateAll((all) => all.map((row) => row.cells.length));
  await expect.poll(() => field(page).textContent()).not.toContain("one");
  for (const count of await rows()) expect(count).toBe(2);
  expect(await field(page).textContent()).toContain("three");
  expect(await field(page).textContent()).toContain("after it");
  await page.keyboard.press("Control+z");
  await expect(field(page).locator("td")).toHaveText(["one", "two", "three", "four"]);
  await expect.poll(() => field(page).locator("p").first().textContent()).toBe("before it");
});

test("everything selected goes to one empty paragraph, also with lists and tables, and comes back", async () => {
  await paste(page, "<p>text</p><ul><li>item</li></ul><table><tr><td>cell</td><td>more</td></tr></table><p>end</p>");
  const before = await drawn(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await shows(page, "<p><br></p>");
  await page.keyboard.press("Control+z");
  await shows(page, before);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Q");
  await shows(page, "<p>Q</p>");
});

test("Shift with the arrows selects over a border of blocks, and a mark goes over both", async () => {
  await lines("ab", "cd");
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Control+i");
  await shows(page, "<p>a<em>b</em></p><p><em>cd</em></p>");
});

test("dragged words move, with their marks, and one undo brings them back", { tag: "@devtools" }, async () => {
  await lines("one two three");
  const word = await middle("two");
  await page.mouse.dblclick(word.x, word.y);
  await page.keyboard.press("Control+b");
  await shows(page, "<p>one <strong>two</strong> three</p>");
  const [from, to] = [await middle("two"), await middle("one")];
  const tools = await devtools(page);
  await tools.drag(from, { x: to.left, y: to.y });
  await expect.poll(() => field(page).textContent()).toMatch(/^two ?one  ?three$/);
  await expect(field(page).locator("strong")).toHaveText(/^two ?$/);
  await saved(page);
  await page.keyboard.press("Control+z");
  await shows(page, "<p>one <strong>two</strong> three</p>");
});

test("words dragged into another paragraph leave the one and join the other", { tag: "@devtools" }, async () => {
  await lines("one two", "three four");
  const word = await middle("two");
  await page.mouse.dblclick(word.x, word.y);
  const [from, to] = [await middle("two"), await middle("four")];
  const tools = await devtools(page);
  await tools.drag(from, { x: to.left - 1, y: to.y });
  await shows(page, "<p>one </p><p>three twofour</p>");
  await page.keyboard.type("!");
  await expect.poll(() => field(page).textContent()).toContain("!");
});

test("words dropped on themselves stay as they are", { tag: "@devtools" }, async () => {
  await lines("one two three");
  const word = await middle("two");
  await page.mouse.dblclick(word.x, word.y);
  const tools = await devtools(page);
  await tools.drag(word, { x: word.x + 4, y: word.y });
  await page.keyboard.press("End");
  await page.keyboard.type("!");
  await shows(page, "<p>one two three!</p>");
});

test("words dragged into the text of another section move there", { tag: "@devtools" }, async () => {
  await page.setViewportSize({ width: 1280, height: 2000 });
  await lines("one two");
  const word = await middle("two");
  await page.mouse.dblclick(word.x, word.y);
  const other = await field(page, "situation.lv").boundingBox();
  const tools = await devtools(page);
  await tools.drag(await middle("two"), { x: other.x + 40, y: other.y + 20 });
  await expect(field(page, "situation.lv")).toHaveText("two");
  await expect(field(page)).toHaveText("one ");
});

test("words dragged into another section go back with one undo, and again with one redo", { tag: "@devtools" }, async ({ person }) => {
  const { there, tools, drop } = await twoSections(person);
  await page.mouse.dblclick(...(await spot("two")));
  await tools.drag(await middle("two"), drop);
  await shows(page, "<p>one  three</p>");
  await shows(page, "<p>four twofive</p>", "situation.lv");
  // The other one writes in both sections.
  await field(there).click();
  await there.keyboard.press("Control+Home");
  await there.keyboard.type("A ");
  await field(there, "situation.lv").click();
  await there.keyboard.press("Control+Home");
  await there.keyboard.type("B ");
  await shows(page, "<p>B four twofive</p>", "situation.lv");
  await page.keyboard.press("Control+z");
  for (const somebody of [page, there]) {
    await shows(somebody, "<p>A one two three</p>");
    await shows(somebody, "<p>B four five</p>", "situation.lv");
  }
  await expect(field(page)).toBeFocused();
  await expect.poll(selected).toBe("two");
  await page.keyboard.press("Control+Shift+z");
  for (const somebody of [page, there]) {
    await shows(somebody, "<p>A one  three</p>");
    await shows(somebody, "<p>B four twofive</p>", "situation.lv");
  }
  await expect(field(page, "situation.lv")).toBeFocused();
  await page.keyboard.type("!");
  await shows(page, "<p>B four two!five</p>", "situation.lv");
});

test("dragged words are the same when somebody writes before them on the way", { tag: "@devtools" }, async ({ person }) => {
  const { there, tools, drop } = await twoSections(person);
  await page.mouse.dblclick(...(await spot("two")));
  await tools.drag(await middle("two"), drop, async () => {
    await field(there).click();
    await there.keyboard.press("Control+Home");
    await there.keyboard.type("zero and ");
    await expect(field(page)).toHaveText("zero and one two three");
  });
  await shows(page, "<p>zero and one  three</p>");
  await shows(page, "<p>four twofive</p>", "situation.lv");
});

test("HTML from outside is cleaned where it is dropped, a file is not taken", { tag: "@devtools" }, async () => {
  await lines("one two");
  const { left, y } = await middle("two");
  const tools = await devtools(page);
  await tools.dropIn({ x: left - 1, y }, [
    { mimeType: "text/html", data: '<b onclick="x">bold</b><script>x</script> ' },
    { mimeType: "text/plain", data: "bold " },
  ]);
  await expect.poll(() => drawn(page)).toMatch(/^<p>one <strong>bold<\/strong> ?two<\/p>$/);
  const before = await drawn(page);
  await tools.dropIn({ x: left, y }, [], ["/etc/hostname"]);
  await page.keyboard.press("End");
  await page.keyboard.type("!");
  await shows(page, before.replace("</p>", "!</p>"));
  expect(new URL(page.url()).pathname).toContain("/proposals/");
});

test("an event of dropping moves words in this browser as well", async () => {
  await lines("one two three");
  await sweep("two", "two");
  await expect.poll(selected).toBe("two");
  const to = await middle("one");
  await drop(page, { x: to.left, y: to.y });
  await expect.poll(() => field(page).textContent()).toBe("twoone  three");
});
