// The model's tests in the browser: each is a test here. A panic is a trap, which ends the module, so
// each gets a page of its own.

import { expect, test } from "@playwright/test";
import { call, names } from "./model.js";

test.describe.configure({ mode: "parallel" });

for (const name of await names()) {
  test(name, ({ page }) => call(page, "run", name));
}

test("a panic is a trap and says why", async ({ page }) => {
  await expect(call(page, "fail")).rejects.toThrow(/as it should[^]*unreachable/);
});

test("an unknown name is a failure", async ({ page }) => {
  await expect(call(page, "run", "nothing")).rejects.toThrow(/no test named nothing/);
});
