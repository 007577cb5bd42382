// What happens besides the text reaches a page whose line was cut or whose socket cannot be had; and a
// page of another release than the server says so.

import { card, editable, live, oneClick, openProposal, saved, select, takeStep, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "news" });

const en = words("en");
const lv = words("lv");
const SUMMARY = { lv: "Kopsavilkums", en: "Summary", pl: "Streszczenie" };
const SENTENCE = "Rudenī sāksim mazu darbnīcu pie upes.";

async function freshProposal(talka) {
  return (await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json()).proposal;
}

/** A coordinator who has written a sentence, and a reviewer who reads it. */
async function atOneText(person, talka, prepare = () => {}) {
  const proposal = await freshProposal(talka);
  const [writer, reviewer] = [await person(), await person()];
  await prepare(writer);
  await oneClick(writer, "admin");
  await openProposal(writer, proposal);
  await (await editable(writer, SUMMARY.lv)).click();
  await writer.keyboard.type(SENTENCE);
  await saved(writer);
  await oneClick(reviewer, "commenter");
  await openProposal(reviewer, proposal);
  await expect(await live(reviewer, SUMMARY.en)).toContainText(SENTENCE);
  return { writer, reviewer, proposal };
}

async function comment(page, quote, body) {
  await select(page, SUMMARY.en, quote);
  await page.getByRole("button", { name: en("thread-comment-selection") }).click();
  await page.getByLabel(en("thread-body")).fill(body);
  await page.getByRole("button", { name: en("thread-send"), exact: true }).click();
  await expect(card(page, quote)).toContainText(body);
}

test("comments, answers and a new state that came while the line was cut are there when it is back", async ({ person, talka }) => {
  const { writer, reviewer, proposal } = await atOneText(person, talka);
  await comment(reviewer, "mazu darbnīcu", "Which one?");
  await expect(card(writer, "mazu darbnīcu")).toContainText("Which one?");

  await reviewer.context().setOffline(true);
  const answer = card(writer, "mazu darbnīcu");
  await answer.locator("button.quote").click();
  await answer.getByLabel(lv("thread-answer"), { exact: true }).fill("To pie tilta.");
  await answer.getByRole("button", { name: lv("thread-answer-send") }).click();
  await expect(answer).toContainText("To pie tilta.");
  const partner = await person();
  await oneClick(partner, "partner-admin");
  await openProposal(partner, proposal);
  await expect(partner.getByRole("main")).toBeVisible();
  await takeStep(writer, lv, "open-review");
  await expect(card(reviewer, "mazu darbnīcu")).not.toContainText("To pie tilta.");

  await reviewer.context().setOffline(false);
  await expect(card(reviewer, "mazu darbnīcu")).toContainText("To pie tilta.");
  await expect(reviewer.getByText(en("state", "in_review")).first()).toBeVisible();
});

test("without a socket comments of others come as well", async ({ person, talka }) => {
  const noSocket = (page) => page.routeWebSocket(/\/collab\//, (socket) => socket.close());
  const { writer, reviewer } = await atOneText(person, talka, noSocket);
  await comment(reviewer, "pie upes", "Where exactly?");
  await expect(card(writer, "pie upes")).toContainText("Where exactly?");
});

test("a server of another release takes the place of ours: the page says so, keeps every word, and goes on after loading again", async ({ person, talka }) => {
  // As the server answers a page of another release; that it does, its own tests show.
  const code = 4426;
  let renewed = false;
  let line;
  const proposal = await freshProposal(talka);
  const page = await person({ serviceWorkers: "block" });
  await page.routeWebSocket(/\/collab\//, (socket) => {
    if (renewed) return socket.close({ code, reason: "a new version is here" });
    line = socket;
    socket.connectToServer();
  });
  await page.route(/\/(api|collab)\//, (route) =>
    renewed ? route.fulfill({ status: 426, headers: { "talka-close": `${code}` } }) : route.continue(),
  );
  await oneClick(page, "editor");
  await openProposal(page, proposal);
  await (await editable(page, SUMMARY.lv)).click();
  await page.keyboard.type("Pirms tam. ");
  await saved(page);

  renewed = true;
  await line.close({ code: 1001, reason: "the server stops" });
  const state = page.locator("[data-save-state]");
  await expect(state).toHaveText(lv("save-new-version"));
  await expect(state).toHaveAttribute("data-save-state", "offline");
  await text(page, SUMMARY.lv).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("Vecā lapā.");
  await select(page, SUMMARY.lv, "Pirms");
  await page.getByRole("button", { name: lv("thread-comment-selection") }).click();
  await page.getByLabel(lv("thread-body")).fill("Kad?");
  await page.getByRole("button", { name: lv("thread-send"), exact: true }).click();
  await expect(page.getByText(lv("refusal-new-version"))).toBeVisible();
  await expect(page.getByLabel(lv("thread-body"))).toHaveValue("Kad?");

  renewed = false;
  await page.getByRole("link", { name: lv("save-new-version-load") }).click();
  await expect(text(page, SUMMARY.lv)).toContainText("Pirms tam. Vecā lapā.");
  await saved(page);
  const other = await person();
  await oneClick(other, "partner-editor");
  await openProposal(other, proposal);
  await expect(text(other, SUMMARY.pl)).toContainText("Pirms tam. Vecā lapā.");
});
