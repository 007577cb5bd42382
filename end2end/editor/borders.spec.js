// Selections and carets at the borders of blocks, items and cells: whatever is done there, the server
// has what the page shows, and one undo brings everything back.

import { expect, test } from "../stories/talka.js";
import { blank, composer, drawn, field, paste, saved, shows, write } from "./hands.js";

const TAG = { tag: "@devtools" };
/** One word in each kind of place. */
const TEXT =
  "<h2>head line</h2><p>plain <b>bold</b></p><ul><li>item one</li><li>item two<ul><li>deep item</li></ul></li></ul>" +
  "<blockquote><p>quoted words</p></blockquote><table><tr><td>cell a</td><td>cell b</td></tr><tr><td>cell c</td><td>cell d</td></tr></table>" +
  "<p>last line</p>";
const WORDS = ["head", "deep", "quoted", "cell b", "last"];

let page, there, hands;

test.beforeEach(async ({ talka, person }) => {
  const proposal = await blank(talka);
  page = await write(await person(), "editor", proposal);
  there = await write(await person(), "partner-editor", proposal);
  hands = await composer(page);
  await field(page).click();
});

/** Selects from the middle of one word into the middle of another, or puts the caret into one. */
const select = (from, to = from) =>
  field(page).evaluate(
    (host, words) => {
      const [start, end] = words.map((word) => {
        const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.data.includes(word)) return [node, node.data.indexOf(word) + 2];
        }
        throw new Error(`not in the text: ${word}`);
      });
      host.focus();
      getSelection().setBaseAndExtent(...start, ...end);
    },
    [from, to],
  );

/** What is done with a selection, and what of it may be seen afterwards. */
const ACTS = {
  Backspace: () => page.keyboard.press("Backspace"),
  Delete: () => page.keyboard.press("Delete"),
  "Control+x": () => page.keyboard.press("Control+x"),
  Enter: () => page.keyboard.press("Enter"),
  "a letter": () => page.keyboard.type("Ž"),
  "a composition": async () => {
    await hands.compose("ķ");
    await hands.compose("ķē");
    await hands.commit("ķēž");
  },
  "text from a keyboard that composes nothing": () => hands.commit("dictated"),
};
const WRITES = { "a letter": "Ž", "a composition": "ķēž", "text from a keyboard that composes nothing": "dictated" };

for (const [name, act] of Object.entries(ACTS)) {
  test(`over borders: ${name}`, TAG, async () => {
    test.slow();
    await paste(page, TEXT);
    await saved(page);
    const start = await drawn(page);
    for (const [index, from] of WORDS.entries()) {
      for (const to of WORDS.slice(index + 1)) {
        const [anchor, head] = index % 2 ? [to, from] : [from, to];
        await test.step(`${anchor} to ${head}`, async () => {
          await select(anchor, head);
          await act();
          await page.keyboard.type("!");
          await expect.poll(() => field(page).textContent()).toContain(`${WRITES[name] ?? ""}!`);
          expect(await field(page).textContent()).not.toContain(from);
          await saved(page);
          await shows(there, await drawn(page));
          for (let step = 0; (await drawn(page)) !== start && step < 4; step += 1) {
            await page.keyboard.press("Control+z");
            await page.evaluate(() => new Promise(requestAnimationFrame));
          }
          await shows(page, start);
          await shows(there, start);
        });
      }
    }
  });
}

const LINE = "<p>one two</p><table><tr><td>cell a</td><td>cell b</td></tr><tr><td>cell c</td><td>cell d</td></tr></table><p>last line</p>";
const cells = () => field(page).locator("td").allTextContents();

/** The caret at one end of the text of a cell. */
async function caretIn(text, key) {
  await select(text);
  await page.keyboard.press(key);
}

test("Backspace and Delete at the borders of a cell take nothing from the next one", TAG, async () => {
  await paste(page, LINE);
  await saved(page);
  const start = await drawn(page);
  for (const [end, key] of [["Home", "Backspace"], ["End", "Delete"], ["Home", "Control+Backspace"], ["End", "Control+Delete"]]) {
    for (const cell of ["cell a", "cell b", "cell c", "cell d"]) {
      await caretIn(cell, end);
      await page.keyboard.press(key);
      await page.keyboard.type("*");
      const wanted = end === "Home" ? `*${cell}` : `${cell}*`;
      await expect.poll(cells).toEqual(["cell a", "cell b", "cell c", "cell d"].map((text) => (text === cell ? wanted : text)));
      await page.keyboard.press("Control+z");
      await shows(page, start);
    }
  }
  // An emptied cell stays a cell.
  await caretIn("cell b", "End");
  for (let step = 0; step < 9; step += 1) await page.keyboard.press("Backspace");
  await expect.poll(cells).toEqual(["cell a", "", "cell c", "cell d"]);
  await page.keyboard.type("x");
  await expect.poll(cells).toEqual(["cell a", "x", "cell c", "cell d"]);
  await saved(page);
  await shows(there, await drawn(page));
});

test("Enter in a cell makes a paragraph there, and Backspace takes it away", TAG, async () => {
  await paste(page, LINE);
  await select("cell a");
  await page.keyboard.press("Enter");
  const first = () => field(page).locator("td").first().evaluate((cell) => [...cell.querySelectorAll("p")].map((p) => p.textContent));
  await expect.poll(first).toEqual(["ce", "ll a"]);
  await page.keyboard.press("Backspace");
  await expect.poll(first).toEqual(["cell a"]);
  await page.keyboard.press("End");
  for (let line = 0; line < 3; line += 1) await page.keyboard.press("Enter");
  await expect.poll(first).toEqual(["cell a", "", "", ""]);
  await expect(field(page).locator("tr")).toHaveCount(2);
  await saved(page);
  await shows(there, await drawn(page));
});

test("beside a table Backspace and Delete select it first, and letters go into no cell", TAG, async () => {
  await paste(page, LINE);
  await saved(page);
  const start = await drawn(page);
  for (const [word, end, key] of [["last", "Home", "Backspace"], ["two", "End", "Delete"]]) {
    await caretIn(word, end);
    await page.keyboard.press(key);
    await shows(page, start);
    await page.keyboard.press(key);
    await expect(field(page).locator("table")).toHaveCount(0);
    await saved(page);
    await page.keyboard.press("Control+z");
    await shows(page, start);
    await shows(there, start);
  }
  await caretIn("last", "Home");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("instead");
  await expect(field(page)).toHaveText("one twoinsteadlast line");
  await saved(page);
  await shows(there, await drawn(page));
});

test("a composition over a selected table stands in its place", TAG, async () => {
  await paste(page, LINE);
  await caretIn("last", "Home");
  await page.keyboard.press("Backspace");
  await hands.compose("ķ");
  await hands.commit("ķē");
  await page.keyboard.type("!");
  await expect(field(page)).toHaveText("one twoķē!last line");
  await expect(field(page).locator("table")).toHaveCount(0);
  await saved(page);
  await shows(there, await drawn(page));
});

test("a selected table is cut and pasted as it was", TAG, async () => {
  await paste(page, LINE);
  const start = await drawn(page);
  await caretIn("last", "Home");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Control+x");
  await expect(field(page).locator("table")).toHaveCount(0);
  await caretIn("last", "Home");
  await page.keyboard.press("Control+v");
  await shows(page, start);
  await saved(page);
  await shows(there, start);
});

test("the first and the last place of a text: nothing there goes wrong", TAG, async () => {
  await paste(page, "<ul><li>one</li></ul><p>two</p>");
  await caretIn("one", "Home");
  await page.keyboard.press("Backspace");
  await shows(page, "<p>one</p><p>two</p>");
  await page.keyboard.press("Backspace");
  await shows(page, "<p>one</p><p>two</p>");
  await caretIn("two", "End");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Control+Delete");
  await shows(page, "<p>one</p><p>two</p>");
  await page.keyboard.type("!");
  await shows(page, "<p>one</p><p>two!</p>");
  await saved(page);
  await shows(there, "<p>one</p><p>two!</p>");
});
