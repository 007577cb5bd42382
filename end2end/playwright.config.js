// Stories run one after the other inside a file and files side by side, each file with a server of
// its own. The browser is the machine's own Chromium: nothing is downloaded.

import { defineConfig } from "@playwright/test";

export default defineConfig({
  testMatch: "**/*.spec.js",
  // The first two need a server, the last one the model as WebAssembly: two calls of `cargo xtask test`.
  projects: ["stories", "editor", "wasm"].map((name) => ({ name, testDir: name })),
  outputDir: "results",
  fullyParallel: false,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    locale: "en-GB",
    launchOptions: {
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
    },
    trace: "retain-on-failure",
  },
});
