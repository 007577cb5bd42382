// Nothing typed is lost: neither when the connection goes, nor over a reload without one, nor when
// the server is killed in the middle of a word.

import { lineTo } from "./line.js";
import { editable, oneClick, openProposal, saved, text } from "./people.js";
import { expect, test } from "./talka.js";

test.use({ file: "without a connection" });

const SUMMARY = "Kopsavilkums";

async function freshProposal(talka) {
  return (await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json()).proposal;
}

/** Signs in and opens the proposal over a line that can be cut. */
async function editorOnALine(person, proposal) {
  const page = await person();
  const line = { cut: false, sockets: [] };
  await page.routeWebSocket(/\/collab\//, (socket) => {
    if (line.cut) return socket.close();
    socket.connectToServer();
    line.sockets.push(socket);
  });
  await page.route(/\/collab\/.*\/sync/, (route) => (line.cut ? route.abort() : route.continue()));
  line.break = async () => {
    line.cut = true;
    // What a page sends while it goes is not routed, so here it fails as it would without a line.
    await page.evaluate(() => {
      const fetch = window.fetch;
      window.fetch = (address, init) => (init?.keepalive ? Promise.reject(new TypeError("no line")) : fetch(address, init));
    });
    await Promise.all(line.sockets.splice(0).map((socket) => socket.close()));
  };
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  return { page, line };
}

async function state(page, wanted) {
  await expect(page.locator("[data-save-state]")).toHaveAttribute("data-save-state", wanted);
}

test("words typed without a connection survive a reload and arrive later", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const { page, line } = await editorOnALine(person, proposal);
  await (await editable(page, SUMMARY)).click();
  await page.keyboard.type("Ar savienojumu, ");
  await saved(page);

  await line.break();
  await page.keyboard.type("bez savienojuma");
  await state(page, "offline");
  await page.reload();
  await expect(text(page, SUMMARY)).toContainText("Ar savienojumu, bez savienojuma");
  await state(page, "offline");

  const partner = await person();
  await oneClick(partner, "partner-editor");
  await openProposal(partner, proposal);
  await expect(text(partner, "Streszczenie")).toContainText("Ar savienojumu,");
  await expect(text(partner, "Streszczenie")).not.toContainText("bez savienojuma");

  line.cut = false;
  await saved(page);
  await expect(text(partner, "Streszczenie")).toContainText("Ar savienojumu, bez savienojuma");
});

test("a server that is killed while people type loses nothing", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const page = await person();
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY)).click();
  await page.keyboard.type("Pirms. ");
  await saved(page);
  await talka.kill();
  await page.keyboard.type("Pa vidu. ");
  await state(page, "offline");
  await talka.again();
  await page.keyboard.type("Pēc tam.");
  await saved(page);

  const reader = await person();
  await oneClick(reader, "reader");
  await openProposal(reader, proposal);
  await expect(reader.getByRole("main")).toContainText("Pirms. Pa vidu. Pēc tam.");
});

test("a server that has too much to do takes no kept page away", async ({ person, talka }) => {
  const before = await lineTo(talka);
  const proposal = await freshProposal(talka);
  const page = await person({ baseURL: before.url });
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY)).click();
  await page.keyboard.type("Paliek šeit.");
  await saved(page);
  const kept = () =>
    page.evaluate(async (id) => {
      const pages = await (await caches.open("talka-pages")).keys();
      return pages.filter((it) => it.url.includes(id)).length;
    }, proposal);
  await expect.poll(kept).toBe(1);
  for (const status of [503, 429, 502]) {
    before.status = status;
    await page.reload();
    await expect(text(page, SUMMARY)).toContainText("Paliek šeit.");
    expect(await kept()).toBe(1);
  }
  before.status = 0;
  await page.reload();
  await expect(text(page, SUMMARY)).toContainText("Paliek šeit.");
  before.close();
});

test("a browser whose storage does not answer keeps nobody from writing, and what it kept comes late", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const { page, line } = await editorOnALine(person, proposal);
  await (await editable(page, SUMMARY)).click();
  await page.keyboard.type("Pirms. ");
  await saved(page);
  await line.break();
  await page.keyboard.type("Bez līnijas. ");
  await state(page, "offline");

  // From here on the storage answers after a long while only.
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function late(...words) {
      const asked = open.apply(this, words);
      const set = Object.getOwnPropertyDescriptor(IDBRequest.prototype, "onsuccess").set;
      Object.defineProperty(asked, "onsuccess", {
        set: (act) => set.call(asked, (event) => setTimeout(() => act?.call(asked, event), 8_000)),
      });
      return asked;
    };
  });
  line.cut = false;
  await page.reload();
  await (await editable(page, SUMMARY)).click();
  await expect(text(page, SUMMARY)).toContainText("Pirms.");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("Tagad.");
  await saved(page);
  await expect(text(page, SUMMARY)).toContainText("Bez līnijas.");
  await saved(page);
  const partner = await person();
  await oneClick(partner, "partner-editor");
  await openProposal(partner, proposal);
  await expect(text(partner, "Streszczenie")).toContainText("Bez līnijas.");
  await expect(text(partner, "Streszczenie")).toContainText("Tagad.");
});

test("a line that is dead although nobody closed it is noticed, and another one takes its place", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const page = await person();
  const line = { deaf: false, openedSince: 0 };
  await page.routeWebSocket(/\/collab\//, (socket) => {
    const server = socket.connectToServer();
    // Only those that stand when it goes deaf: it is a line that dies, not the network.
    const stood = !line.deaf;
    line.openedSince += stood ? 0 : 1;
    const isDeaf = () => line.deaf && stood;
    socket.onMessage((message) => isDeaf() || server.send(message));
    server.onMessage((message) => isDeaf() || socket.send(message));
  });
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY)).click();
  await page.keyboard.type("Pirms. ");
  await saved(page);
  line.deaf = true;
  await page.keyboard.type("Kurlā līnijā.");
  await state(page, "saving");
  await expect.poll(() => line.openedSince, { timeout: 40_000 }).toBe(1);
  await saved(page);
  const partner = await person();
  await oneClick(partner, "partner-editor");
  await openProposal(partner, proposal);
  await expect(text(partner, "Streszczenie")).toContainText("Pirms. Kurlā līnijā.");
});
