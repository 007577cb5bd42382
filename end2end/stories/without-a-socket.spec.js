// Where a proxy lets no WebSocket through, the page writes and reads by ordinary requests, and says
// honestly what the server has.

import { editable, oneClick, openProposal, saved, text } from "./people.js";
import { expect, test } from "./talka.js";

test.use({ file: "without a socket" });

const SUMMARY = { lv: "Kopsavilkums", pl: "Streszczenie" };

async function freshProposal(talka) {
  return (await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json()).proposal;
}

/** Signs in behind a proxy that closes every socket at once; what the page posts can be held up. */
async function behindAProxy(person, who, proposal) {
  const page = await person();
  const proxy = { sockets: 0, posts: 0, open: true };
  await page.routeWebSocket(/\/collab\//, (socket) => {
    proxy.sockets += 1;
    return socket.close();
  });
  await page.route(/\/collab\/.*\/sync/, (route) => {
    proxy.posts += 1;
    return proxy.open ? route.continue() : route.abort();
  });
  await oneClick(page, who);
  await openProposal(page, proposal);
  return { page, proxy };
}

async function state(page, wanted) {
  await expect(page.locator("[data-save-state]")).toHaveAttribute("data-save-state", wanted);
}

test("two people write together by ordinary requests alone", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const { page, proxy } = await behindAProxy(person, "editor", proposal);
  const other = await behindAProxy(person, "partner-editor", proposal);

  await test.step("what one types is saved", async () => {
    await (await editable(page, SUMMARY.lv)).click();
    await page.keyboard.type("Pa apvedceļu, ");
    await saved(page);
    expect(proxy.posts).toBeGreaterThan(0);
    const reader = await person();
    await oneClick(reader, "reader");
    await openProposal(reader, proposal);
    await expect(reader.getByRole("main")).toContainText("Pa apvedceļu,");
  });

  await test.step("what the partner types arrives, and both keep all of it", async () => {
    await expect(text(other.page, SUMMARY.pl)).toContainText("Pa apvedceļu,");
    await (await editable(other.page, SUMMARY.pl)).click();
    await other.page.keyboard.press("End");
    await other.page.keyboard.type("ale razem");
    await saved(other.page);
    for (const [it, heading] of [[page, SUMMARY.lv], [other.page, SUMMARY.pl]]) {
      await expect(text(it, heading)).toContainText("Pa apvedceļu, ale razem");
    }
  });

  await test.step("a request that fails is never called saved", async () => {
    proxy.open = false;
    await page.keyboard.press("End");
    await page.keyboard.type(" līdz galam");
    await state(page, "offline");
    await expect(text(other.page, SUMMARY.pl)).not.toContainText("līdz galam");
    proxy.open = true;
    await saved(page);
    await expect(text(other.page, SUMMARY.pl)).toContainText("Pa apvedceļu, ale razem līdz galam");
  });

  await test.step("a reload shows it all", async () => {
    await page.reload();
    await expect(await editable(page, SUMMARY.lv)).toContainText("Pa apvedceļu, ale razem līdz galam");
    await saved(page);
  });
  expect(proxy.sockets).toBeGreaterThan(1);
});

test("who may not write is told so by ordinary requests as well", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const { page } = await behindAProxy(person, "commenter", proposal);
  await expect(page.locator("[data-field]").first()).toBeVisible();
  await expect(page.locator("[contenteditable=true]")).toHaveCount(0);
  const editor = await person();
  await oneClick(editor, "editor");
  await openProposal(editor, proposal);
  await (await editable(editor, SUMMARY.lv)).click();
  await editor.keyboard.type("Redzams arī bez savienojuma");
  await saved(editor);
  await expect(page.getByRole("region", { name: "Summary", exact: true })).toContainText("Redzams arī bez savienojuma");
});
