// The table of input types: each as the browser itself sends it, by an editing command that comes with a
// key as it does from a menu, a touch bar or the keys of a system, or by an input from below the keys.

import { expect, test } from "../stories/talka.js";
import { blank, composer, drawn, field, saved, shows, write } from "./hands.js";

const TAG = { tag: "@devtools" };

let page, there, hands, session;

test.beforeEach(async ({ talka, person }) => {
  const proposal = await blank(talka);
  page = await write(await person(), "editor", proposal);
  there = await write(await person(), "partner-editor", proposal);
  hands = await composer(page);
  session = await page.context().newCDPSession(page);
  await field(page).click();
  await page.evaluate(() => {
    window.kinds = [];
    addEventListener("beforeinput", ({ inputType }) => window.kinds.push(inputType), true);
  });
});

/** What a menu or a key of the system tells the browser to do; and which input that was. */
async function command(name) {
  await page.evaluate(() => (window.kinds.length = 0));
  await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "F13", code: "F13", commands: [name] });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", key: "F13", code: "F13" });
  return page.evaluate(() => window.kinds.join());
}

async function agree() {
  await saved(page);
  await shows(there, await drawn(page));
}

async function lines(...texts) {
  for (const [index, text] of texts.entries()) {
    if (index > 0) await page.keyboard.press("Enter");
    await page.keyboard.type(text);
  }
}

const ROWS = [
  // command, input type, keys before it, lines, and what is shown afterwards with a letter typed
  ["deleteWordBackward", "deleteWordBackward", [], ["one two"], "<p>one !</p>"],
  ["deleteWordBackward", "deleteWordBackward", ["Home"], ["one", "two"], "<p>one!two</p>"],
  ["deleteWordForward", "deleteWordForward", ["Home"], ["one two"], "<p>! two</p>"],
  ["deleteWordForward", "deleteWordForward", ["ArrowUp", "End"], ["one", "two"], "<p>one!two</p>"],
  ["deleteToBeginningOfLine", "deleteSoftLineBackward", ["ArrowLeft"], ["one", "two"], "<p>one</p><p>!o</p>"],
  ["deleteToBeginningOfLine", "deleteSoftLineBackward", [], ["one", "two"], "<p>one</p><p>!</p>"],
  ["deleteToEndOfLine", "deleteSoftLineForward", ["ArrowUp", "Home"], ["one", "two"], "<p>!</p><p>two</p>"],
  ["deleteToEndOfParagraph", "deleteHardLineForward", ["ArrowUp", "Home"], ["one", "two"], "<p>!</p><p>two</p>"],
  ["deleteToBeginningOfParagraph", "deleteHardLineBackward", [], ["one", "two"], "<p>one</p><p>!</p>"],
  ["transpose", "insertTranspose", ["ArrowLeft"], ["onetow"], "<p>onetwo!</p>"],
  ["toggleBold", "formatBold", ["Shift+Home"], ["one"], "<p>!</p>", "<p><strong>one</strong></p>"],
  ["toggleItalic", "formatItalic", ["Shift+Home"], ["one"], "<p>!</p>", "<p><em>one</em></p>"],
  ["toggleUnderline", "formatUnderline", ["Shift+Home"], ["one"], "<p>!</p>", "<p><u>one</u></p>"],
  ["insertNewline", "insertParagraph", ["ArrowLeft"], ["onetwo"], "<p>onetw</p><p>!o</p>"],
  ["insertLineBreak", "insertLineBreak", ["ArrowLeft"], ["onetwo"], "<p>onetw<br>!o</p>"],
];

test("editing commands: the browser's own input types do what they say", TAG, async () => {
  test.slow();
  for (const [name, kind, keys, before, after, between] of ROWS) {
    await test.step(`${name} in ${before.join(" / ")}`, async () => {
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Backspace");
      await shows(page, "<p><br></p>");
      await lines(...before);
      for (const key of keys) await page.keyboard.press(key);
      expect(await command(name)).toBe(kind);
      if (between) await shows(page, between);
      await page.keyboard.type("!");
      if (between) await expect(field(page)).toHaveText("!");
      else await shows(page, after);
      await agree();
    });
  }
});

test("undo and redo from a menu are ours, over what the browser typed and over what we did", TAG, async () => {
  await lines("one two");
  await page.keyboard.press("Control+Alt+Digit2");
  await shows(page, "<h2>one two</h2><p><br></p>");
  expect(await command("undo")).toMatch(/^(historyUndo)?$/);
  await shows(page, "<p>one two</p>");
  await command("undo");
  await shows(page, "<p><br></p>");
  // Of a step that was taken from it, the browser's own redo knows nothing: the keys do.
  await page.keyboard.press("Control+Shift+z");
  await shows(page, "<p>one two</p>");
  await agree();
});

test("cut and delete from a menu", TAG, async () => {
  await lines("one two", "three");
  await page.keyboard.press("Shift+ArrowUp");
  await command("cut");
  await page.keyboard.type("!");
  await agree();
  expect(await field(page).textContent()).not.toContain("three");
  await command("selectAll");
  await command("deleteBackward");
  await shows(page, "<p><br></p>");
  await page.keyboard.type("x");
  await shows(page, "<p>x</p>");
  await agree();
});

test("dictation: whole words, without keys, into marks and over borders", TAG, async () => {
  await page.keyboard.press("Control+b");
  await hands.commit("Labdien");
  await hands.commit(", visi");
  await shows(page, "<p><strong>Labdien, visi</strong></p>");
  await hands.commit("\nJauna rinda");
  await shows(page, "<p><strong>Labdien, visi</strong></p><p>Jauna rinda</p>");
  await agree();
});

test("spaces stay spaces: two of them, at the end, at a border of marks; a hard one stays hard", TAG, async () => {
  await page.keyboard.type("a  b   ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type(" c ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type(" d ");
  await hands.commit("o\u00a0nas ");
  await expect.poll(() => field(page).textContent()).toBe("a  b    c  d o\u00a0nas ");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Home");
  await page.keyboard.type(" ");
  await saved(page);
  await expect.poll(() => field(there).textContent()).toBe(" a  b    c  d o\u00a0nas");
});

test("what an extension does to the text: letters are taken in, elements are not, and nobody fights", TAG, async () => {
  await lines("one two", "three");
  const [first] = [field(page).locator("p").first()];
  // A spell checker changes letters.
  await first.evaluate((p) => p.firstChild.replaceData(4, 3, "twain"));
  await shows(there, "<p>one twain</p><p>three</p>");
  // A translator wraps them.
  await first.evaluate((p) => {
    const font = document.createElement("font");
    font.append(p.firstChild);
    p.append(font);
  });
  await shows(page, "<p>one twain</p><p>three</p>");
  // Something puts an element between the paragraphs, again and again.
  await field(page).evaluate(async (host) => {
    for (let time = 0; time < 40; time += 1) {
      host.insertBefore(document.createElement("div"), host.lastChild).textContent = "ad";
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  await shows(page, "<p>one twain</p><p>three</p>");
  await field(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("!");
  await shows(page, "<p>one twain</p><p>three!</p>");
  await agree();
});
