// A review asks some members until a day, ends, and says what became of each comment; the list of
// decisions is sifted, sorted and taken away. All of it by keys alone.

import AxeBuilder from "@axe-core/playwright";
import { oneClick } from "./people.js";
import { expect, test } from "./talka.js";
import { words } from "./words.js";

test.use({ file: "reviews" });

const lv = words("lv");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** More than any of these pages has places. */
const PLACES = 120;

async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target)}`)).toEqual([]);
}

async function look(page, name) {
  await axe(page);
  if (!process.env.TALKA_LOOKS) return;
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${process.env.TALKA_LOOKS}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: null });
}

/** Goes on by Tab until it stands on this. */
async function tabTo(page, target) {
  for (let place = 0; place < PLACES; place++) {
    if (await target.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("no key leads there");
}

async function press(page, target, key = "Enter") {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

const opened = (page, name) => page.locator("summary", { hasText: name });
const kept = (page, text) => expect(page.getByRole("status").filter({ hasText: text })).toBeFocused();

test("a review asks, ends and says what became of each comment", async ({ person, talka }) => {
  const { proposal } = await (await fetch(`${talka.url}/demo/info`)).json();
  const admin = await person();
  await oneClick(admin, "admin");

  await test.step("it is opened for a day, some people and one language", async () => {
    await admin.goto(`/proposals/${proposal}/step/open-review`);
    await look(admin, "open-review");
    await tabTo(admin, admin.getByLabel(lv("step-last-day")));
    await admin.getByLabel(lv("step-last-day")).fill("2001-01-01");
    await press(admin, admin.getByRole("button", { name: lv("step-open-review") }));
    await expect(admin.getByText(lv("refusal-day-over"))).toBeVisible();
    await admin.getByLabel(lv("step-last-day")).fill("2099-12-31");
    await press(admin, admin.getByRole("group", { name: lv("reviews-invited") }).getByRole("checkbox").nth(1), "Space");
    await press(admin, admin.getByRole("checkbox", { name: "Polski" }), "Space");
    await press(admin, admin.getByRole("button", { name: lv("step-open-review") }));
    await kept(admin, lv("step-done", "open-review"));
  });

  await test.step("its page says whom it asks until when", async () => {
    await admin.goto(`/proposals/${proposal}/reviews`);
    await expect(admin.getByRole("heading", { level: 2, name: lv("reviews-number", { number: 1 }) })).toBeVisible();
    await expect(admin.getByText("Europe/Warsaw")).toBeVisible();
    await expect(admin.getByText(lv("reviews-everybody"), { exact: true })).toHaveCount(0);
    await look(admin, "review-open");
  });

  await test.step("an admin closes it and says what it came to", async () => {
    await press(admin, opened(admin, lv("reviews-close")));
    await press(admin, admin.getByRole("button", { name: lv("reviews-close-send") }));
    await kept(admin, lv("reviews-done"));
    await press(admin, opened(admin, lv("reviews-sum-up")));
    await tabTo(admin, admin.getByLabel(lv("reviews-summary")));
    await admin.keyboard.type("Paldies visiem.");
    await press(admin, admin.getByRole("button", { name: lv("reviews-sum-up-send") }).last());
    await kept(admin, lv("reviews-done"));
    await expect(admin.locator(".review-summary")).toHaveText("Paldies visiem.");
    await look(admin, "review-closed");
  });

  await test.step("a commenter reads it and has no form", async () => {
    const reader = await person();
    await oneClick(reader, "commenter");
    await reader.goto(`/proposals/${proposal}/reviews`);
    await expect(reader.getByText("Paldies visiem.")).toBeVisible();
    await expect(reader.locator("form[action$='/reviews']")).toHaveCount(0);
  });
});

test("the list of decisions is sifted, sorted and taken away", async ({ person, talka }) => {
  const { proposal } = await (await fetch(`${talka.url}/demo/info`)).json();
  const admin = await person();
  await oneClick(admin, "admin");
  await admin.goto(`/proposals/${proposal}/decisions`);
  const lines = admin.locator(".ledger-table tbody tr");
  await expect(lines).toHaveCount(3);

  await test.step("only what is open, newest first", async () => {
    await press(admin, opened(admin, lv("ledger-sift")));
    await tabTo(admin, admin.getByLabel(lv("ledger-decision")));
    await admin.keyboard.press("ArrowDown");
    await press(admin, admin.getByRole("button", { name: lv("ledger-show"), exact: true }));
    await expect(lines).toHaveCount(2);
    await expect(admin).toHaveURL(/outcome=open/);
    await expect(admin.getByText(lv("ledger-count", { shown: 2, all: 3 }))).toBeVisible();
    await look(admin, "decisions-sifted");
  });

  await test.step("the tables hold what the page shows", async () => {
    const place = await admin.getByRole("link", { name: lv("ledger-csv") }).getAttribute("href");
    const table = await (await admin.request.get(place)).text();
    expect(table.split("\r\n").filter(Boolean)).toHaveLength(3);
    const annotations = await admin.request.get(`/proposals/${proposal}/comments.jsonld`);
    expect(annotations.headers()["content-type"]).toContain("application/ld+json");
    expect((await annotations.json()).type).toBe("AnnotationCollection");
  });

  await test.step("an admin asks for a decision on every comment", async () => {
    await press(admin, opened(admin, lv("ledger-rule-change")));
    await tabTo(admin, admin.getByLabel(lv("ledger-rule")));
    await admin.keyboard.press("ArrowDown");
    await press(admin, admin.getByRole("button", { name: lv("ledger-rule-send") }));
    await kept(admin, lv("ledger-rule-done"));
    await expect(admin.getByText(lv("ledger-rule-said", "every-comment"))).toBeVisible();
    await look(admin, "decisions");
  });

  await test.step("nothing fits, and the way back is one link", async () => {
    await admin.goto(`/proposals/${proposal}/decisions?severity=blocking`);
    await expect(admin.getByText(lv("ledger-none-such"))).toBeVisible();
    await press(admin, admin.getByRole("link", { name: lv("ledger-show-all") }));
    await expect(lines).toHaveCount(3);
  });
});
