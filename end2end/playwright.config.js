// Stories run one after the other inside a file and files side by side, each file with a server of
// its own. The browsers are the machine's own, nothing is downloaded: Chromium through its DevTools,
// Firefox through WebDriver BiDi.
//
// Playwright stays at 1.64 until Firefox ESR knows `emulation.setMediaFeaturesOverride`, which later
// versions send to every new window and which 153 refuses.

import { defineConfig } from "@playwright/test";

const chromium = {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

const firefox = {
  browserName: "firefox",
  channel: "moz-firefox",
  launchOptions: { executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr" },
};

export default defineConfig({
  testMatch: "**/*.spec.js",
  // `wasm` needs the model as WebAssembly, the others a server: two calls of `cargo xtask test`. `bench`
  // measures: `cargo xtask bench`.
  projects: [
    ...["stories", "editor", "wasm", "system"].map((name) => ({ name, testDir: name })),
    { name: "bench", testDir: "bench" },
    // What is marked so reaches below the keys, where only Chromium has a way in.
    {
      name: "firefox",
      testMatch: ["editor/**/*.spec.js", "stories/modes.spec.js"],
      grepInvert: /@devtools/,
      use: firefox,
    },
  ],
  outputDir: "results",
  fullyParallel: false,
  workers: 2,
  // Limits are for what hangs: a machine with twenty other programs to run is slow, not wrong.
  timeout: 600_000,
  expect: { timeout: 90_000 },
  reporter: "list",
  // A trace looks at the whole page at every step: a third of the time. `--trace on` asks for one.
  use: { locale: "en-GB", launchOptions: chromium, trace: "off", actionTimeout: 120_000 },
});
