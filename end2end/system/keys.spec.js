// AltGr as the system itself makes it, in three engines, and dead keys in two: people in Latvia and Poland
// type every third word with them. The driver of WebKit alone sends letters, never dead keys.

import { chromium, firefox } from "@playwright/test";
import { blank } from "../editor/hands.js";
import { expect, test } from "../stories/talka.js";
import { screen } from "./screen.js";
import { webkit } from "./webkit.js";

const ENGINES = {
  WebKit: ({ env }) => webkit(env),
  Firefox: ({ env }) => visible(firefox, { channel: "moz-firefox", executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr", env }),
  Chromium: ({ env }) => visible(chromium, { executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"], env }),
};

/** A browser with a window, with the words that the one of WebKit has. */
async function visible(type, options) {
  const browser = await type.launch({ headless: false, ...options });
  const page = await (await browser.newContext({ viewport: null })).newPage();
  return { goto: (url) => page.goto(url), evaluate: (script) => page.evaluate(`(${script})()`), close: () => browser.close() };
}

const altGr = (keys) => [...keys].map((key) => `ISO_Level3_Shift+${key}`);

for (const [engine, open] of Object.entries(ENGINES)) {
  test(`keys of the system: ${engine}`, async ({ talka }) => {
    const desk = await screen();
    const browser = await open(desk);
    try {
      const proposal = await blank(talka);
      await browser.goto(`${talka.url}/demo/editor`);
      await browser.goto(`${talka.url}/proposals/${proposal}?lang=lv`);
      const editable = "() => document.querySelector('[data-field=\"summary.lv\"]')?.isContentEditable ?? false";
      await expect.poll(() => browser.evaluate(editable), { timeout: 60_000 }).toBe(true);
      await desk.focus();
      const text = () => browser.evaluate("() => document.querySelector('[data-field=\"summary.lv\"]').textContent");
      const caret = "() => { document.querySelector('[data-field=\"summary.lv\"]').focus(); return document.hasFocus(); }";
      await expect.poll(() => browser.evaluate(caret)).toBe(true);

      // Firefox under WebDriver BiDi composes nothing, on an empty page neither: "Dead", then a plain letter.
      const dead = engine === "Firefox" ? "" : "kćśö ";
      if (dead) {
        await desk.layout("us", "intl");
        await desk.press("k", "dead_acute", "c", "dead_acute", "s", "dead_tilde", "a", "x");
        await expect.poll(text).toBe("kćśãx");
        await desk.press("BackSpace", "BackSpace", "dead_diaeresis", "o", "space");
        await expect.poll(text).toBe(dead);
      }

      await desk.layout("pl");
      await desk.press(...altGr("acelnosxz"), "space");
      await expect.poll(text).toBe(`${dead}ąćęłńóśźż `);
      await desk.layout("lv");
      await desk.press(...altGr("acegiklnsuz"));
      await expect.poll(text).toBe(`${dead}ąćęłńóśźż āčēģīķļņšūž`);

      // The model has the same: it comes back from the server.
      const state = "() => document.querySelector('[data-save-state]').dataset.saveState";
      await expect.poll(() => browser.evaluate(state)).toBe("saved");
      await browser.goto(`${talka.url}/proposals/${proposal}?lang=lv`);
      await expect.poll(text).toBe(`${dead}ąćęłńóśźż āčēģīķļņšūž`);
    } finally {
      await browser.close();
      desk.close();
    }
  });
}

test("the driver of WebKit makes a letter of an accent, no dead key: so the screen above is needed", async () => {
  const desk = await screen();
  const browser = await webkit(desk.env);
  try {
    await browser.goto("data:text/html,<meta charset=utf-8><p contenteditable></p>");
    await browser.evaluate("() => { window.seen = 0; addEventListener('compositionstart', () => (seen += 1)); document.querySelector('p').focus(); }");
    await browser.keys("\u0301", "c");
    await expect.poll(() => browser.evaluate("() => document.querySelector('p').textContent")).toBe("\u0301c");
    expect(await browser.evaluate("() => seen")).toBe(0);
  } finally {
    await browser.close();
    desk.close();
  }
});
