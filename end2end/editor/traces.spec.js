// Keyboards of phones. No phone is at hand: the traces are built from documentation and from what others
// reported of their devices, and each says from what. A recorded one would say so: `recorded`.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "../stories/talka.js";
import { blank, field, saved, shows, write } from "./hands.js";
import { play } from "./traces.js";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "traces");
const MACHINES = {
  android: "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36",
  ios: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
};

for (const [machine, userAgent] of Object.entries(MACHINES)) {
  test.describe(machine, { tag: "@devtools" }, () => {
    let page, there;

    test.beforeAll(async ({ browser, talka }) => {
      const proposal = await blank(talka);
      const context = (options) => browser.newContext({ baseURL: talka.url, locale: "en-GB", ...options });
      page = await write(await (await context({ userAgent })).newPage(), "editor", proposal);
      there = await write(await (await context()).newPage(), "partner-editor", proposal);
    });

    test.afterAll(() => Promise.all([page, there].map((it) => it?.context().close())));

    for (const file of readdirSync(join(FOLDER, machine)).sort()) {
      const trace = JSON.parse(readFileSync(join(FOLDER, machine, file), "utf8"));
      test(trace.what, async () => {
        await begin(page, trace.start);
        await page.evaluate(play, trace.steps);
        await shows(page, trace.shows);
        // What the page shows is what the model has: somebody else gets the same from the server.
        await saved(page);
        await shows(there, trace.shows);
      });
    }
  });
}

async function begin(page, lines) {
  await field(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await shows(page, "<p><br></p>");
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press("Enter");
    await page.keyboard.type(line);
  }
  const paragraphs = lines.map((line) => `<p>${line}</p>`).join("");
  await shows(page, paragraphs || "<p><br></p>");
}

test("every trace says where it is from", { tag: "@devtools" }, () => {
  for (const machine of Object.keys(MACHINES)) {
    for (const file of readdirSync(join(FOLDER, machine))) {
      const { recorded, built_from: from } = JSON.parse(readFileSync(join(FOLDER, machine, file), "utf8"));
      expect(typeof recorded, file).toBe("boolean");
      expect(from.length, file).toBeGreaterThan(0);
      for (const link of from) expect(link, file).toMatch(/^https:\/\//);
    }
  }
});
