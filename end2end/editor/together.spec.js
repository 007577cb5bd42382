// Two people in the same words, with input methods, and without a network.

import { expect, test } from "../stories/talka.js";
import { words } from "../stories/words.js";
import { blank, composer, drawn, field, live, saved, shows, write } from "./hands.js";

const pl = words("pl");

let here, there;

test.beforeEach(async ({ talka, person }) => {
  const proposal = await blank(talka);
  here = await write(await person(), "editor", proposal);
  there = await write(await person(), "partner-editor", proposal);
});

/** Both show the same in the end. */
async function agree() {
  await saved(here);
  await saved(there);
  await expect.poll(async () => (await drawn(here)) === (await drawn(there))).toBe(true);
}

test("both type into one paragraph: everything is there, each in order", async () => {
  await here.keyboard.type("[]");
  await here.keyboard.press("ArrowLeft");
  await shows(there, "<p>[]</p>");
  await field(there).click();
  await there.keyboard.press("End");
  const letters = "abcdefghijklmnopqrstuvwxyzāčēģīķļņšūž";
  const digits = "0123456789".repeat(3);
  await Promise.all([here.keyboard.type(letters), there.keyboard.type(digits)]);
  await agree();
  const text = await field(here).textContent();
  expect(text.replace(/[0-9]/g, "")).toBe(`[${letters}]`);
  expect(text.replace(/[^0-9]/g, "")).toBe(digits);
});

test("one parts the paragraph in which the other types", async () => {
  await here.keyboard.type("one two");
  await shows(there, "<p>one two</p>");
  await field(there).click();
  await there.keyboard.press("Home");
  for (let step = 0; step < 4; step += 1) await there.keyboard.press("ArrowRight");
  await Promise.all([here.keyboard.type(" three"), there.keyboard.press("Enter")]);
  await agree();
  expect(await field(here).textContent()).toBe("one two three");
  // The caret has gone with its words.
  await here.keyboard.type("!");
  await agree();
  expect(await field(there).textContent()).toBe("one two three!");
});

test("a composition goes on while the other writes around it", { tag: "@devtools" }, async () => {
  const hands = await composer(here);
  await here.keyboard.type("alpha beta gamma");
  for (let step = 0; step < 8; step += 1) await here.keyboard.press("ArrowLeft");
  await hands.compose("k");
  await shows(there, "<p>alpha bekta gamma</p>");
  await field(there).click();
  await there.keyboard.press("Home");
  await there.keyboard.type(">>");
  await there.keyboard.press("End");
  await there.keyboard.type("<<");
  await hands.compose("kaķ");
  await shows(there, "<p>&gt;&gt;alpha bekaķta gamma&lt;&lt;</p>");
  await hands.commit("kaķis");
  await here.keyboard.type("!");
  await agree();
  await shows(here, "<p>&gt;&gt;alpha bekaķis!ta gamma&lt;&lt;</p>");
});

test("what the other types at the end of a composition does not part it", { tag: "@devtools" }, async () => {
  const hands = await composer(here);
  await here.keyboard.type("pe");
  await shows(there, "<p>pe</p>");
  await field(there).click();
  await there.keyboard.press("End");
  await hands.compose("kaķ");
  await shows(there, "<p>pekaķ</p>");
  await there.keyboard.press("End");
  await there.keyboard.type("er");
  // Their letters are shown after the composition; the next paragraph tells that they are here.
  await there.keyboard.press("Enter");
  await there.keyboard.type("x");
  await expect.poll(() => drawn(here)).toContain("<p>x</p>");
  await hands.compose("kaķi");
  await hands.commit("kaķis");
  await here.keyboard.type("!");
  await agree();
  await shows(here, "<p>pekaķis!er</p><p>x</p>");
});

test("a composition survives that its block is taken away", { tag: "@devtools" }, async () => {
  const hands = await composer(here);
  await here.keyboard.type("eins");
  await here.keyboard.press("Enter");
  await here.keyboard.type("zwei");
  await shows(there, "<p>eins</p><p>zwei</p>");
  await hands.compose("k");
  await field(there).click();
  await there.keyboard.press("Control+a");
  await there.keyboard.type("peer");
  // The paragraph in which the composition goes on is left alone until its end.
  await expect.poll(() => field(here).textContent()).not.toContain("zwei");
  await hands.commit("kaķis");
  await here.keyboard.type("!");
  await agree();
  expect(await field(there).textContent()).toContain("kaķis!");
});

test("a composition goes with its text into the other half of a parted paragraph", { tag: "@devtools" }, async () => {
  const hands = await composer(here);
  await here.keyboard.type("alpha beta");
  await hands.compose("ka");
  await shows(there, "<p>alpha betaka</p>");
  await field(there).click();
  await there.keyboard.press("Home");
  for (let step = 0; step < 7; step += 1) await there.keyboard.press("ArrowRight");
  await there.keyboard.press("Enter");
  await shows(there, "<p>alpha b</p><p>etaka</p>");
  await expect.poll(() => field(here).textContent()).toContain("etaka");
  await hands.commit("kaķis");
  await here.keyboard.type("!");
  await agree();
  expect(await field(there).textContent()).toMatch(/^alpha beta(ka)?kaķis!$/);
});

test("a composition in an empty paragraph keeps its first letter", { tag: "@devtools" }, async () => {
  const hands = await composer(here);
  await hands.compose("ą");
  await hands.compose("ąę");
  await hands.commit("ąę");
  await here.keyboard.type("b");
  await agree();
  await shows(there, "<p>ąęb</p>");
});

test("a keyboard that makes a composition of the word before it, as on a phone", { tag: "@devtools" }, async () => {
  const hands = await composer(here);
  await here.keyboard.type("the teh");
  await hands.recompose("the", 4, 7);
  await hands.commit("the");
  await here.keyboard.type(" cat");
  await agree();
  await shows(there, "<p>the the cat</p>");
});

test("without a network one goes on writing, and nothing is lost", async () => {
  await here.keyboard.type("base ");
  await saved(here);
  await here.context().setOffline(true);
  await here.keyboard.type("offline");
  await expect(here.locator("[data-save-state]").first()).toHaveAttribute("data-save-state", "offline");
  await there.keyboard.press("End");
  await there.keyboard.type("peer ");
  await here.context().setOffline(false);
  await agree();
  const text = await field(there).textContent();
  expect(text).toContain("offline");
  expect(text).toContain("peer");
});

test("a page that is loaded again at once has what was typed", async () => {
  await here.keyboard.type("typed and loaded again");
  await here.reload();
  await live(here);
  await shows(here, "<p>typed and loaded again</p>");
  await shows(there, "<p>typed and loaded again</p>");
});

test("without a network the page itself opens again, and goes on", async () => {
  await here.keyboard.type("kept ");
  await saved(here);
  await here.evaluate(() => navigator.serviceWorker.ready);
  const kept = () => here.evaluate(async () => (await caches.match(location.href)) !== undefined);
  await expect.poll(kept).toBe(true);
  await expect.poll(() => here.evaluate(stored)).toBe(true);
  await here.context().setOffline(true);
  await here.reload();
  await live(here);
  await shows(here, "<p>kept </p>");
  await field(here).click();
  await here.keyboard.press("End");
  await here.keyboard.type("and continued");
  await here.context().setOffline(false);
  await agree();
  await shows(there, "<p>kept and continued</p>");
});

/** Whether the browser has kept the document of the proposal. */
function stored() {
  return new Promise((resolve) => {
    const opening = indexedDB.open("talka");
    opening.onerror = () => resolve(false);
    opening.onsuccess = () => {
      const count = opening.result.transaction("documents").objectStore("documents").count();
      count.onsuccess = () => {
        opening.result.close();
        resolve(count.result > 0);
      };
    };
  });
}

test("each sees where the other writes", async () => {
  await here.keyboard.type("words");
  await expect(there.locator(".tk-caret-name")).toHaveCount(1);
  await here.keyboard.press("Shift+Home");
  await expect.poll(() => there.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith("tk-peer")))).toBe(true);
});

test("somebody makes a heading of the paragraph in which the other composes", { tag: "@devtools" }, async () => {
  const hands = await composer(here);
  await here.keyboard.type("alpha beta");
  for (let step = 0; step < 5; step += 1) await here.keyboard.press("ArrowLeft");
  await hands.compose("ka");
  await shows(there, "<p>alphaka beta</p>");
  await field(there).click();
  await there.keyboard.press("Control+Alt+Digit2");
  await expect(field(here).locator("h2")).toHaveCount(1);
  await hands.compose("kaķi");
  await hands.commit("kaķis");
  await here.keyboard.type("!");
  await agree();
  await expect(field(there).locator("h2")).toHaveText(/^alpha(ka)?kaķis! beta$/);
});

test("somebody makes a list of the paragraph in which the other types", async () => {
  await here.keyboard.type("alpha ");
  await shows(there, "<p>alpha </p>");
  await field(there).click();
  await Promise.all([here.keyboard.type("beta gamma delta"), there.keyboard.press("Control+Shift+Digit8")]);
  await agree();
  await shows(here, "<ul><li><p>alpha beta gamma delta</p></li></ul><p><br></p>");
  await here.keyboard.type("!");
  await agree();
  await shows(there, "<ul><li><p>alpha beta gamma delta!</p></li></ul><p><br></p>");
});

/** A table of two rows, in whose second row both have the caret. */
async function bothInATable() {
  await here.getByRole("toolbar").getByRole("button", { name: "Ievietot tabulu" }).click();
  for (const text of ["a", "b", "c", "d", "e"]) {
    await here.keyboard.type(text);
    await here.keyboard.press("Tab");
  }
  await here.keyboard.press("Shift+Tab");
  await here.keyboard.press("End");
  await agree();
  await field(there).locator("td").getByText("e", { exact: true }).click();
}

/** Chooses in the menu of the table. */
const table = (page, label) => page.getByRole("toolbar").getByRole("combobox", { name: pl("editor-table") }).selectOption({ label });

for (const way of ["types", "composes"]) {
  test(`somebody removes the row in which the other ${way}: no letter goes elsewhere`, { tag: "@devtools" }, async () => {
    const hands = await composer(here);
    await bothInATable();
    const cells = () => field(here).locator("th, td").allTextContents();
    const before = await cells();
    await here.keyboard.type("x");
    if (way === "composes") await hands.compose("ķ");
    await expect(field(there)).toContainText(way === "composes" ? "exķ" : "ex");
    const row = before.indexOf("e");
    await table(there, pl("editor-delete-row"));
    await expect(field(here)).not.toContainText("d");
    if (way === "composes") await hands.commit("ķē");
    await agree();
    expect((await field(here).textContent()).startsWith("abc")).toBe(true);
    expect(row).toBeGreaterThan(2);
    // One goes on where the caret is now, and both have it.
    await here.keyboard.type("after");
    await agree();
    expect(await field(there).textContent()).toContain("after");
    // The other one takes the row back, with everything that was typed in it.
    await field(there).click();
    await there.keyboard.press("Control+z");
    await agree();
    expect(await field(here).textContent()).toContain("ex");
  });
}

for (const how of ["", ", and types on before the page has had its turn"]) {
  test(`one parts the paragraph while composing in it, by Enter${how}`, { tag: "@devtools" }, async () => {
    const hands = await composer(here);
    await here.keyboard.type("alpha beta");
    for (let step = 0; step < 5; step += 1) await here.keyboard.press("ArrowLeft");
    await hands.compose("ka");
    if (how) {
      await here.evaluate(() => {
        const real = window.setTimeout;
        window.setTimeout = (act, ms) => real(act, Math.max(ms || 0, 1_000));
      });
    }
    await here.keyboard.press("Enter");
    await here.keyboard.type("!?");
    await agree();
    await shows(there, "<p>alphaka</p><p>!? beta</p>");
  });
}

test("a composition over words that the other deletes meanwhile", { tag: "@devtools" }, async () => {
  const hands = await composer(here);
  await here.keyboard.type("one two three");
  await here.keyboard.press("Control+Shift+ArrowLeft");
  await hands.compose("tr");
  await shows(there, "<p>one two tr</p>");
  await field(there).click();
  await there.keyboard.press("Control+a");
  await there.keyboard.press("Delete");
  await expect.poll(() => there.evaluate(() => document.querySelector('[data-field="summary.lv"]').textContent)).toBe("");
  await hands.compose("trī");
  await hands.commit("trīs");
  await here.keyboard.type("!");
  await agree();
  expect(await field(there).textContent()).toBe("īs!");
});

test("what the other writes right behind a composition stays when that is taken back", { tag: "@devtools" }, async () => {
  const hands = await composer(here);
  await here.keyboard.type("abc ");
  await hands.compose("k");
  await shows(there, "<p>abc k</p>");
  await field(there).click();
  await there.keyboard.press("Control+End");
  await there.keyboard.type("!");
  await there.keyboard.press("Enter");
  await there.keyboard.type("z");
  await expect(field(here)).toContainText("z");
  await hands.compose("");
  await hands.compose("m");
  await hands.commit("mī");
  await agree();
  await expect(field(there).locator("p").first()).toHaveText(/^abc (mī!|!mī)$/);
});

test("a join is taken back in front of what the other wrote behind it", async () => {
  await here.keyboard.type("one");
  await here.keyboard.press("Enter");
  await here.keyboard.type("two");
  await here.keyboard.press("Home");
  await here.keyboard.press("Backspace");
  await shows(there, "<p>onetwo</p>");
  await field(there).click();
  await there.keyboard.press("Control+End");
  await there.keyboard.press("Enter");
  await there.keyboard.type("three");
  await shows(here, "<p>onetwo</p><p>three</p>");
  await here.keyboard.press("Control+z");
  await agree();
  await shows(there, "<p>one</p><p>two</p><p>three</p>");
});
