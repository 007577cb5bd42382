// Nothing typed is lost: neither when the connection goes, nor over a reload without one, nor when
// the server is killed in the middle of a word.

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
