// Somebody's right to write is taken while they type: the page says so, shows what stands on the
// server, and keeps the words that were not taken, to be copied now or sent later.

import { editable, oneClick, openProposal, saved, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "refused" });
test.describe.configure({ mode: "serial" });

const lv = words("lv");
const SUMMARY = { lv: "Kopsavilkums", pl: "Streszczenie" };
const DAUGAVPILS = "01900000-0000-7000-8000-000000040001";
const EDITOR = "01900000-0000-7000-8000-000000010003";

async function freshProposal(talka) {
  return (await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json()).proposal;
}

async function state(page, wanted) {
  await expect(page.locator("[data-save-state]")).toHaveAttribute("data-save-state", wanted);
}

/** An admin who can change what the demo's editor may do. */
async function adminOf(person) {
  const page = await person();
  await oneClick(page, "admin");
  await page.goto("/");
  const place = await page.locator("main a[href^='/partnerships/']").first().getAttribute("href");
  const id = place.split("/").pop();
  return async (role) => {
    const form = { act: `change-${EDITOR}`, role, side: DAUGAVPILS, languages: "lv" };
    const answer = await page.request.post(`/partnerships/${id}`, { form, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
  };
}

/** An editor over a line that holds back what the page sends, until it is let go. */
async function editorOnAHeldLine(person, proposal) {
  const page = await person();
  const line = { held: false, waiting: [] };
  await page.routeWebSocket(/\/collab\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      if (line.held) line.waiting.push(() => server.send(frame));
      else server.send(frame);
    });
  });
  line.letGo = () => {
    line.held = false;
    line.waiting.splice(0).forEach((send) => send());
  };
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await editable(page, SUMMARY.lv);
  return { page, line };
}

function refused(page) {
  return page.getByLabel(lv("save-refused-words"));
}

test("what the server did not take is in sight, and is sent when it may be", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const make = await adminOf(person);
  const { page, line } = await editorOnAHeldLine(person, proposal);
  const summary = text(page, SUMMARY.lv);
  const partner = await person();
  await oneClick(partner, "partner-editor");
  await openProposal(partner, proposal);
  const theirs = await editable(partner, SUMMARY.pl);

  await test.step("what was written before is taken", async () => {
    await summary.click();
    await page.keyboard.type("Atļautais teikums.");
    await saved(page);
    await expect(refused(page)).toBeHidden();
  });

  await test.step("the right is taken while a sentence is under way", async () => {
    line.held = true;
    await page.keyboard.press("Enter");
    await page.keyboard.type("Pusceļā pazudis teikums.");
    await state(page, "saving");
    await make("commenter");
    line.letGo();
    await state(page, "denied");
    await expect(summary).not.toHaveAttribute("contenteditable", "true");
  });

  await test.step("the text is what stands on the server, and the words are beside it", async () => {
    await expect(refused(page)).toHaveValue(/Pusceļā pazudis teikums\./);
    await expect(refused(page)).not.toHaveValue(/Atļautais/);
    await expect(summary).toContainText("Atļautais teikums.");
    await expect(summary).not.toContainText("Pusceļā");
    await expect(theirs).toContainText("Atļautais teikums.");
    await expect(theirs).not.toContainText("Pusceļā");
  });

  await test.step("a reload keeps them", async () => {
    await page.reload();
    await expect(refused(page)).toHaveValue(/Pusceļā pazudis teikums\./);
    await state(page, "denied");
    await expect(text(page, SUMMARY.lv)).not.toContainText("Pusceļā");
  });

  await test.step("the right comes back: the words go out by themselves", async () => {
    await make("editor");
    await saved(page);
    await expect(refused(page)).toBeHidden();
    await expect(text(page, SUMMARY.lv)).toContainText("Pusceļā pazudis teikums.");
    await expect(theirs).toContainText("Pusceļā pazudis teikums.");
    await (await editable(page, SUMMARY.lv)).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Un tālāk.");
    await saved(page);
    await expect(theirs).toContainText("Un tālāk.");
  });
});

test("without a socket a refusal is told as well", async ({ person, talka }) => {
  const proposal = await freshProposal(talka);
  const make = await adminOf(person);
  const page = await person();
  await page.routeWebSocket(/\/collab\//, (socket) => socket.close());
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY.lv)).click();
  await page.keyboard.type("Paņemts. ");
  await saved(page);
  await make("commenter");
  await page.keyboard.press("End");
  await page.keyboard.type("Nav paņemts.");
  await state(page, "denied");
  await expect(refused(page)).toHaveValue(/Nav paņemts\./);
  await make("editor");
});
