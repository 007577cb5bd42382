// Pages turn without being loaded anew: the text that is open stays as it was, links are links, forms
// are forms, and all of it works without script too.

import AxeBuilder from "@axe-core/playwright";
import { editable, oneClick, openMore, openProposal, saved, select, text } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "navigation" });

const lv = words("lv");
const SUMMARY = { lv: "Kopsavilkums" };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Somebody of the demo with a proposal of their own, and where everything is. */
async function atWork(person, talka, who = "admin", options = {}) {
  const { proposal } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const page = await person(options);
  await oneClick(page, who);
  await openProposal(page, proposal);
  const partnership = await page.locator("main a[href^='/partnerships/']").first().getAttribute("href");
  return { page, proposal: `/proposals/${proposal}`, partnership, id: proposal };
}

/** The program turns the pages from here on; whoever loads one anew forgets it. */
async function live(page) {
  await page.waitForFunction(() => history.state !== null);
  await page.evaluate(() => (window.stays = true));
}

/** Whether the page was not loaded anew since. */
function stays(page) {
  return page.evaluate(() => window.stays === true);
}

/** A link of the page by where it leads. */
function link(page, path) {
  return page.locator(`main a[href="${path}"]`).first();
}

/** Goes there; some links of a proposal stand in its menu. */
async function follow(page, path, options) {
  const there = link(page, path);
  if (!(await there.isVisible())) await openMore(page, lv);
  await there.click(options);
}

/** A page has come in the place of the last: address, title, heading, and where a reader begins. */
async function arrived(page, path) {
  await expect(page).toHaveURL((url) => url.pathname === path);
  await expect(page.locator(":root[data-turning]")).toHaveCount(0);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveCount(1);
  await expect(heading).toBeFocused();
  await expect(page.locator("body > [aria-live]")).toHaveText(await page.title());
  expect(await stays(page), path).toBe(true);
}

async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target)}`)).toEqual([]);
}

test("all pages turn in place, and each is whole for everybody", async ({ person, talka }) => {
  const { page, proposal, partnership } = await atWork(person, talka);
  await editable(page, SUMMARY.lv);
  await live(page);
  const titles = new Set();
  const turn = async (path, from) => {
    await (from ? from.click() : follow(page, path));
    await arrived(page, path);
    titles.add(await page.title());
    await axe(page);
  };
  await turn(`${proposal}/decisions`);
  await turn(proposal, link(page, proposal));
  await turn(`${proposal}/read`);
  await turn(partnership);
  await turn(`${partnership}/edit`);
  await page.goBack();
  await arrived(page, partnership);
  await turn(`${partnership}/log`);
  await turn("/", page.getByRole("link", { name: lv("header-home") }));
  await turn("/account", page.getByRole("banner").locator("a[href='/account']"));
  await page.goBack();
  await arrived(page, "/");
  await turn(partnership);
  await turn(proposal, page.locator(`main a[href^="${proposal}"]`).first());
  await turn(`${proposal}/step/open-review`, page.getByRole("link", { name: lv("step-open-review"), exact: true }).first());
  expect(titles.size).toBeGreaterThanOrEqual(8);
});

test("to the decisions and back, the text is as it was: socket, caret, undo, and the comment under way", async ({ person, talka }) => {
  const { page, proposal } = await atWork(person, talka);
  const sockets = [];
  page.on("websocket", (socket) => sockets.push(socket));
  const area = await editable(page, SUMMARY.lv);
  await live(page);
  await area.click();
  await page.keyboard.type("Kopā ");
  await page.waitForTimeout(1_200);
  await page.keyboard.type("rakstīts teksts");
  await saved(page);
  for (let letter = 0; letter < "teksts".length; letter += 1) await page.keyboard.press("ArrowLeft");
  const before = sockets.length;

  await test.step("the caret stands where it stood, and typing goes on there", async () => {
    await follow(page, `${proposal}/decisions`);
    await arrived(page, `${proposal}/decisions`);
    await follow(page, proposal);
    await expect(area).toBeFocused();
    expect(await stays(page)).toBe(true);
    await page.keyboard.type("labs ");
    await expect(area).toHaveText("Kopā rakstīts labs teksts");
  });

  await test.step("undo knows what was done before", async () => {
    await page.keyboard.press("Control+z");
    await expect(area).toHaveText("Kopā rakstīts teksts");
    await page.goBack();
    await arrived(page, `${proposal}/decisions`);
    await page.goForward();
    await expect(page).toHaveURL((url) => url.pathname === proposal);
    await area.focus();
    await page.keyboard.press("Control+z");
    await expect(area).toHaveText("Kopā");
    await page.keyboard.press("Control+Shift+z");
    await expect(area).toHaveText("Kopā rakstīts teksts");
  });

  await test.step("a comment under way keeps its words, and is sent", async () => {
    await select(page, SUMMARY.lv, "rakstīts");
    await page.getByRole("button", { name: lv("thread-comment-selection") }).click();
    const body = page.getByLabel(lv("thread-body"));
    await body.fill("Kas to raksta?");
    await follow(page, `${proposal}/decisions`);
    await arrived(page, `${proposal}/decisions`);
    await follow(page, proposal);
    await expect(body).toBeFocused();
    await expect(body).toHaveValue("Kas to raksta?");
    await page.getByRole("button", { name: lv("thread-send"), exact: true }).click();
    await expect(page.getByRole("complementary").getByRole("article")).toContainText("Kas to raksta?");
  });

  expect(sockets.length, "sockets opened since").toBe(before);
  await saved(page);
});

test("two proposals stay open one beside the other, and others see who is at which", async ({ person, talka }) => {
  const { page, proposal, partnership } = await atWork(person, talka);
  const second = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const sockets = [];
  page.on("websocket", (socket) => sockets.push(socket));
  await page.reload();
  const area = await editable(page, SUMMARY.lv);
  await live(page);
  await area.click();
  await page.keyboard.type("Pirmais");
  await saved(page);

  const partner = await person();
  await oneClick(partner, "partner-editor");
  await openProposal(partner, proposal.split("/").at(-1));
  const here = partner.locator(".presence li");
  await expect(here).toHaveCount(1);

  const open = async (path) => {
    await follow(page, partnership);
    await arrived(page, partnership);
    await page.locator(`main a[href^="${path}"]`).first().click();
    await expect(page).toHaveURL((url) => url.pathname === path);
    return editable(page, SUMMARY.lv);
  };
  await (await open(`/proposals/${second.proposal}`)).click();
  await page.keyboard.type("Otrais");
  await saved(page);
  await expect(here).toHaveCount(0);
  await partner.getByRole("textbox").first().click();

  await expect(await open(proposal)).toHaveText("Pirmais");
  await expect(here).toHaveCount(1);
  await page.keyboard.type(" teksts");
  await expect(text(page, SUMMARY.lv)).toHaveText("Pirmais teksts");
  await expect(await open(`/proposals/${second.proposal}`)).toHaveText("Otrais");
  expect(sockets.length).toBe(2);
  expect(await stays(page)).toBe(true);
});

test("an empty text that one comes back to has the keyboard again", async ({ person, talka }) => {
  const { proposal: id } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const page = await person();
  await oneClick(page, "editor");
  await openProposal(page, id);
  const area = await editable(page, SUMMARY.lv);
  await live(page);
  await area.click();
  await follow(page, `/proposals/${id}/decisions`);
  await arrived(page, `/proposals/${id}/decisions`);
  await link(page, `/proposals/${id}`).click();
  await expect(area).toBeFocused();
  await page.keyboard.type("Te.");
  await expect(area).toHaveText("Te.");
});

test("what was left is let go after ten minutes, and opened anew", async ({ person, talka }) => {
  const { proposal: id } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const page = await person();
  await page.clock.install();
  const sockets = [];
  let frames = 0;
  page.on("websocket", (socket) => {
    sockets.push(true);
    socket.on("framereceived", () => (frames += 1));
    socket.on("close", () => (sockets[sockets.length - 1] = false));
  });
  await oneClick(page, "editor");
  await openProposal(page, id);
  const area = await editable(page, SUMMARY.lv);
  await live(page);
  await area.click();
  await page.keyboard.type("Desmit minūtes");
  await saved(page);
  const before = sockets.length;
  await follow(page, `/proposals/${id}/decisions`);
  await arrived(page, `/proposals/${id}/decisions`);
  const heard = frames;
  await page.clock.fastForward("09:30");
  // After so long a silence the page asks whether the line is alive, and is to hear the answer in time.
  await expect.poll(() => frames).toBeGreaterThan(heard);
  expect(sockets.at(-1), "still open").toBe(true);
  await page.clock.fastForward("00:40");
  await expect.poll(() => sockets.at(-1)).toBe(false);
  await link(page, `/proposals/${id}`).click();
  await expect(await editable(page, SUMMARY.lv)).toHaveText("Desmit minūtes");
  expect(sockets.length).toBe(before + 1);
  expect(await stays(page)).toBe(true);
});

test("back and forward find the page as it was left", async ({ person, talka }) => {
  const { page, partnership } = await atWork(person, talka, "admin", { viewport: { width: 1280, height: 400 } });
  await editable(page, SUMMARY.lv);
  // Loaded, so that nobody is at a proposal any more: the list changes where somebody comes and goes.
  await page.goto(partnership);
  await live(page);
  await expect(page.locator(".row-here")).toHaveCount(0);
  const fold = page.locator("main details").last();
  await fold.locator("summary").first().click();
  await expect(fold).toHaveAttribute("open");
  const log = link(page, `${partnership}/log`);
  await log.scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 120);
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  const top = () => log.evaluate((it) => Math.round(it.getBoundingClientRect().top));
  // To press it may scroll a little: what counts is where it stands then.
  await log.hover();
  const left = await top();
  await log.click();
  await arrived(page, `${partnership}/log`);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await arrived(page, partnership);
  await expect(fold).toHaveAttribute("open");
  await expect.poll(top).toBe(left);
  await page.goForward();
  await arrived(page, `${partnership}/log`);
});

test("forms do not load the page, keep what was typed, and are sent once", async ({ person, talka }) => {
  const { page, partnership } = await atWork(person, talka);
  await editable(page, SUMMARY.lv);
  await live(page);
  await follow(page, partnership);
  await arrived(page, partnership);
  const invite = async () => {
    await page.locator("summary").filter({ hasText: lv("members-invite") }).click();
    return page.locator("details[open] form");
  };
  const form = await invite();
  await form.getByLabel(lv("members-name")).fill("Zofia Nowak");
  await form.locator("input[name=mail]").fill("zofia..nowak@sejny.example");
  await form.getByLabel(lv("members-role")).selectOption("commenter");
  await form.getByLabel(lv("members-side")).selectOption({ index: 1 });
  await form.getByLabel("Polski").check();
  await form.getByRole("button", { name: lv("members-send") }).click();

  await test.step("what was refused comes back in place, at its field", async () => {
    const mail = form.locator("input[name=mail]");
    await expect(mail).toHaveAttribute("aria-invalid", "true");
    await expect(mail).toBeFocused();
    await expect(form.getByLabel(lv("members-name"))).toHaveValue("Zofia Nowak");
    await expect(form.getByLabel("Polski")).toBeChecked();
    expect(await stays(page)).toBe(true);
  });

  await test.step("a server that does not answer takes nothing away", async () => {
    await page.route(`**${partnership}`, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
    await form.locator("input[name=mail]").fill("zofia@sejny.example");
    await form.getByRole("button", { name: lv("members-send") }).click();
    await expect(form.getByRole("alert").filter({ hasText: lv("refusal-unavailable") })).toBeVisible();
    await expect(form.getByLabel(lv("members-name"))).toHaveValue("Zofia Nowak");
    await page.unroute(`**${partnership}`);
  });

  await test.step("pressed twice it is sent once, and the next page begins at what was done", async () => {
    const posts = [];
    page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
    await form.getByRole("button", { name: lv("members-send") }).dblclick();
    const done = page.getByRole("status").filter({ hasText: lv("members-invited", { name: "Zofia Nowak" }) });
    await expect(done).toBeFocused();
    await expect(page).toHaveURL(/\?done=invited/);
    expect(posts.filter((url) => url.includes("/partnerships/"))).toHaveLength(1);
    expect(await stays(page)).toBe(true);
    await axe(page);
    await page.getByRole("banner").locator("a[href='/account']").click();
    await arrived(page, "/account");
    await page.goBack();
    await expect(page.getByRole("listitem").filter({ hasText: "Zofia Nowak" })).toBeVisible();
    await expect(page.locator("main details[open]"), "what was sent is not there to be sent again").toHaveCount(0);
  });

  await test.step("what was typed and not sent is there again after going back", async () => {
    await (await invite()).getByLabel(lv("members-name")).fill("Anna");
    await page.getByRole("banner").locator("a[href='/account']").click();
    await arrived(page, "/account");
    await page.goBack();
    await expect(page.locator("details[open] form").getByLabel(lv("members-name"))).toHaveValue("Anna");
  });
});

test("language and theme change in place, header and all; an open text is loaded in its new language", async ({ person, talka }) => {
  const { page, proposal } = await atWork(person, talka);
  const pl = words("pl");
  await page.goto("/account");
  await live(page);
  await page.getByRole("banner").getByRole("button", { name: "PL" }).click();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(pl("account-title"));
  await expect(heading).toBeFocused();
  await expect(page.locator("html")).toHaveAttribute("lang", "pl");
  await expect(page.getByRole("button", { name: pl("header-sign-out") })).toBeVisible();
  await page.getByRole("banner").getByRole("button", { name: pl("theme-switch") }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  expect(await stays(page)).toBe(true);
  await axe(page);

  await page.goto(`${proposal}?lang=lv`);
  const area = await editable(page, "Streszczenie");
  await live(page);
  await area.click();
  await page.keyboard.type("Teksts");
  await saved(page);
  await page.getByRole("banner").getByRole("button", { name: "LV" }).click();
  await expect(await editable(page, SUMMARY.lv)).toHaveText("Teksts");
  await expect(page).toHaveURL((url) => url.pathname === proposal);
});

test("a step of a proposal is taken and told on the page that was open", async ({ person, talka }) => {
  const { page, proposal } = await atWork(person, talka);
  const sockets = [];
  page.on("websocket", (socket) => sockets.push(socket));
  const area = await editable(page, SUMMARY.lv);
  await live(page);
  await area.click();
  await page.keyboard.type("Teksts");
  await saved(page);
  const before = sockets.length;
  await page.getByRole("link", { name: lv("step-open-review"), exact: true }).first().click();
  await arrived(page, `${proposal}/step/open-review`);
  await page.getByRole("button", { name: lv("step-open-review"), exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: lv("step-done", "open-review") })).toBeFocused();
  await expect(page.getByRole("region", { name: lv("progress-title"), exact: true })).toContainText(lv("progress-in-review"));
  await expect(area).toHaveText("Teksts");
  await area.click();
  await page.keyboard.press("Control+z");
  await expect(area).toHaveText("");
  expect(sockets.length).toBe(before);
  expect(await stays(page)).toBe(true);
});

test("what cannot be turned here, the browser loads", async ({ person, talka }) => {
  // What the script that keeps pages asks for is beyond the reach of these routes.
  const options = { serviceWorkers: "block" };
  const { page, proposal, partnership } = await atWork(person, talka, "admin", options);
  await editable(page, SUMMARY.lv);
  await live(page);

  await test.step("a link with a key opens a tab of its own", async () => {
    const [beside] = await Promise.all([
      page.context().waitForEvent("page"),
      follow(page, `${proposal}/decisions`, { modifiers: ["Control"] }),
    ]);
    await expect(beside).toHaveURL((url) => url.pathname === `${proposal}/decisions`);
    await beside.close();
    await expect(page).toHaveURL((url) => url.pathname === proposal);
  });

  await test.step("a link in a text that one writes is words like others", async () => {
    await (await editable(page, SUMMARY.lv)).click();
    await page.keyboard.type("saite");
    await select(page, SUMMARY.lv, "saite");
    await page.keyboard.press("Control+k");
    await page.getByLabel(lv("editor-link-address")).fill(`${talka.url}/account`);
    await page.keyboard.press("Enter");
    const words = text(page, SUMMARY.lv).locator("a");
    await words.click();
    await expect(text(page, SUMMARY.lv)).toBeFocused();
    await saved(page);
    await expect(page).toHaveURL((url) => url.pathname === proposal);
  });

  await test.step("a page of another release", async () => {
    await page.evaluate(() => document.documentElement.setAttribute("data-probe", "1"));
    await page.route(`**${proposal}/decisions`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/data-program="[^"]*"/, 'data-program="/pkg/app.next.js"') });
    });
    await follow(page, `${proposal}/decisions`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(lv("ledger-title"));
    expect(await stays(page)).toBe(false);
    await page.unroute(`**${proposal}/decisions`);
  });

  await test.step("a server that fails", async () => {
    await page.goto(partnership);
    await live(page);
    let asked = 0;
    await page.route("**/account", (route) => ((asked += 1) === 1 ? route.fulfill({ status: 502, body: "no" }) : route.continue()));
    await page.getByRole("banner").locator("a[href='/account']").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(lv("account-title"));
    expect(asked).toBe(2);
    expect(await stays(page)).toBe(false);
  });

  await test.step("signing out, which ends everything that was open", async () => {
    await page.goto(proposal);
    await editable(page, SUMMARY.lv);
    await live(page);
    await page.getByRole("button", { name: lv("header-sign-out") }).click();
    await expect(page.getByRole("link", { name: words("en")("header-sign-in") })).toBeVisible();
    expect(await stays(page)).toBe(false);
  });
});

test("without script the same pages turn, and the same forms are sent", async ({ person, talka }) => {
  const { page, proposal, partnership } = await atWork(person, talka, "admin", { javaScriptEnabled: false });
  const heading = page.getByRole("heading", { level: 1 });
  for (const path of [`${proposal}/decisions`, proposal, `${proposal}/read`, partnership, `${partnership}/edit`]) {
    await follow(page, path);
    await expect(page).toHaveURL((url) => url.pathname === path);
    await expect(heading).toHaveCount(1);
  }
  await page.goBack();
  await follow(page, `${partnership}/log`);
  await expect(page).toHaveURL((url) => url.pathname === `${partnership}/log`);
  await page.getByRole("banner").locator("a[href='/account']").click();
  await expect(heading).toHaveText(lv("account-title"));
  await page.getByRole("banner").getByRole("button", { name: "PL" }).click();
  await expect(heading).toHaveText(words("pl")("account-title"));
});
