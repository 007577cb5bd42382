// The editor for those who hear it, enlarge it, see it in their own colours, or have no mouse.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "../stories/talka.js";
import { words } from "../stories/words.js";
import { blank, field, paste, saved, write } from "./hands.js";

const lv = words("lv");
const HERE = dirname(fileURLToPath(import.meta.url));
const TREE = join(HERE, "fixtures/section.accessibility.txt");

let page;

test.beforeEach(async ({ talka, person }) => {
  page = await write(await person(), "editor", await blank(talka));
});

/** What a screen reader is given of a section, one line a thing. */
async function heard(name) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const root = nodes.find((node) => node.role?.value === "region" && node.name?.value === name);
  const lines = [];
  const SAID = ["level", "multiline", "readonly", "pressed", "disabled", "required"];
  const walk = (node, depth) => {
    const role = node.role?.value;
    const silent = node.ignored || ["InlineTextBox", "LineBreak", "none"].includes(role);
    if (!silent) {
      const facts = (node.properties ?? []).filter(({ name, value }) => SAID.includes(name) && value.value !== false && value.value !== "false");
      const text = [role, node.name?.value && JSON.stringify(node.name.value), ...facts.map(({ name, value }) => `${name}=${value.value}`)];
      if (node.description?.value) text.push(`described=${JSON.stringify(node.description.value)}`);
      lines.push("  ".repeat(depth) + text.filter(Boolean).join(" "));
    }
    for (const id of node.childIds ?? []) if (byId.has(id)) walk(byId.get(id), silent ? depth : depth + 1);
  };
  walk(root, 0);
  return `${lines.join("\n")}\n`;
}

test("a section is heard as it is meant", { tag: "@devtools" }, async () => {
  await paste(page, '<h2>Plan</h2><p>Two <b>towns</b>, <a href="https://talka.example">one text</a>.</p><ul><li>Daugavpils</li><li>Leszno</li></ul><table><tr><th>Who</th><th>What</th></tr><tr><td>We</td><td>write</td></tr></table>');
  await expect(field(page).locator("td")).toHaveText(["We", "write"]);
  await saved(page);
  const now = await heard("Kopsavilkums");
  // To take a changed tree over: TALKA_TREES=write, and look at the difference.
  if (process.env.TALKA_TREES === "write") writeFileSync(TREE, now);
  expect(now).toBe(readFileSync(TREE, "utf8"));
});

test("at 200 % everything is there, and nothing is wider than the screen", async () => {
  await page.keyboard.type("words that are read twice as large ".repeat(6));
  await page.setViewportSize({ width: 640, height: 450 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const cut = await page.evaluate(() => {
    const all = [...document.querySelectorAll(".proposal :is(button, a, h1, h2, p, select, .tk)")];
    const seen = all.filter((element) => element.checkVisibility() && !element.closest(".unseen, .toolbar"));
    return seen.filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => element.outerHTML.slice(0, 80));
  });
  expect(cut).toEqual([]);
  await page.keyboard.type("the caret");
  const caret = () => page.evaluate(() => getSelection().getRangeAt(0).getBoundingClientRect().toJSON());
  await expect.poll(async () => (await caret()).bottom).toBeLessThanOrEqual(450);
  expect((await caret()).top).toBeGreaterThanOrEqual(0);
  // The tools can be reached, each of them.
  const bar = page.getByRole("toolbar");
  for (const name of [lv("editor-bold"), lv("editor-quote")]) {
    const button = bar.getByRole("button", { name });
    await button.scrollIntoViewIfNeeded();
    await expect(button).toBeInViewport();
  }
});

test("in the colours of the system, the focus and what is pressed are seen", { tag: "@devtools" }, async () => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.keyboard.type("word");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+b");
  const bar = page.getByRole("toolbar");
  const look = (locator) => locator.evaluate((element) => {
    const { backgroundColor, color, borderTopColor, outlineStyle, outlineWidth } = getComputedStyle(element);
    return { backgroundColor, color, borderTopColor, outlineStyle, outlineWidth };
  });
  const bold = bar.getByRole("button", { name: lv("editor-bold") });
  await expect(bold).toHaveAttribute("aria-pressed", "true");
  const pressed = await look(bold);
  const not = await look(bar.getByRole("button", { name: lv("editor-italic") }));
  expect(pressed.backgroundColor).not.toBe(not.backgroundColor);
  expect(pressed.color).not.toBe(pressed.backgroundColor);
  const focused = await look(field(page));
  const other = await look(field(page, "situation.lv"));
  expect(focused.outlineStyle).toBe("solid");
  expect(Number.parseFloat(focused.outlineWidth)).toBeGreaterThanOrEqual(2);
  expect(other.outlineStyle).toBe("none");
  await page.keyboard.press("Alt+F10");
  const tool = await look(page.locator(".tool:focus"));
  expect(tool.outlineStyle).not.toBe("none");
});

test("who asked for less motion sees none", { tag: "@devtools" }, async () => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.keyboard.type("word");
  await page.locator(".rail a").last().evaluate((link) => link.click());
  const moving = await page.evaluate(() => ({
    animations: document.getAnimations().length,
    scroll: getComputedStyle(document.documentElement).scrollBehavior,
  }));
  expect(moving).toEqual({ animations: 0, scroll: "auto" });
});

const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element.dataset.field ?? element.closest("[role=toolbar]")?.getAttribute("role") ?? element.tagName;
  });

test("Tab leads through the whole page, into every section and out of it", async () => {
  await page.locator("h1").first().evaluate((title) => {
    title.tabIndex = -1;
    title.focus();
  });
  const seen = [];
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press("Tab");
    const now = await focused();
    if (now === "BODY" || (seen.includes("situation.lv") && now === "summary.lv" && seen.at(-1) !== "summary.lv")) break;
    seen.push(now);
  }
  const sections = await page.locator("[data-field][contenteditable]").evaluateAll((all) => all.map((it) => it.dataset.field));
  expect(sections.length).toBeGreaterThan(5);
  expect(seen.filter((name) => sections.includes(name))).toEqual(sections);
  expect(seen.length).toBeLessThan(200);
});

test("Shift with Tab leads back; out of a list Escape and Tab", async () => {
  await page.keyboard.type("item");
  await page.keyboard.press("Control+Shift+Digit8");
  await page.keyboard.press("Enter");
  await page.keyboard.type("next");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("summary.lv");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect.poll(focused).not.toBe("summary.lv");
  await page.keyboard.press("Shift+Tab");
  await expect.poll(focused).toBe("summary.lv");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  await expect.poll(focused).not.toBe("summary.lv");
});

test("the tools are one stop: arrows within, Escape back to the text", async () => {
  await page.keyboard.type("word");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Alt+F10");
  const bar = page.getByRole("toolbar");
  const name = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const first = await name();
  const stops = () => bar.locator("[data-tool]").evaluateAll((all) => all.filter((it) => it.tabIndex === 0).length);
  expect(await stops()).toBe(1);
  await page.keyboard.press("ArrowRight");
  const second = await name();
  expect(second).not.toBe(first);
  expect(await stops()).toBe(1);
  await page.keyboard.press("Home");
  expect(await name()).toBe(first);
  await page.keyboard.press("ArrowLeft");
  const last = await name();
  expect(last).toBe(lv("editor-block"));
  expect(await stops()).toBe(1);
  await page.keyboard.press("Home");
  await page.keyboard.press("End");
  expect(await name()).toBe(last);
  while ((await name()) !== lv("editor-bold")) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(bar.getByRole("button", { name: lv("editor-bold") })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("x");
  await expect(field(page).locator("strong")).toHaveText("x");
});
