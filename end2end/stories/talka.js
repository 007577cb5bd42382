// A Talka of its own for every file of stories: the real binary, a free port, a fresh database.

import { test as base, expect } from "@playwright/test";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const START_MS = 30_000;

export { expect };

export const test = base.extend({
  /** Which file of stories this is: every file gets a worker, and so a server, of its own. */
  file: ["", { option: true, scope: "worker" }],
  talka: [
    async ({ file }, use) => {
      const talka = await start();
      await use(talka);
      await talka.stop();
    },
    { scope: "worker" },
  ],
  /** Opens a browser of its own for somebody: own cookies, own storage. */
  person: async ({ browser, browserName, channel, launchOptions, talka }, use) => {
    const contexts = [];
    // Firefox gives the keys to the window in front: there, each further person sits at another machine.
    const more = [];
    const machine = async () => {
      if (browserName !== "firefox" || contexts.length === 0) return browser;
      more.push(await browser.browserType().launch({ ...launchOptions, channel }));
      return more.at(-1);
    };
    await use(async (options = {}) => {
      const context = await (await machine()).newContext({ baseURL: talka.url, ...options });
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    await Promise.all(more.map((other) => other.close()));
  },
});

/** Starts the binary that TALKA_BIN names and waits until it can work; `on` is where its database is to be. */
export async function start({ on } = {}) {
  const binary = process.env.TALKA_BIN;
  if (!binary) throw new Error("TALKA_BIN must name the talka binary (cargo xtask test sets it)");
  const folder = on ?? (await mkdtemp(join(tmpdir(), "talka-story-")));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let server = await run(binary, folder, port, url);
  return {
    url,
    /** Ends it without a warning, as a power cut does. */
    kill: () => server.end("SIGKILL"),
    /** Starts it again at the same place. */
    again: async () => {
      server = await run(binary, folder, port, url);
    },
    stop: async () => {
      await server.end("SIGTERM");
      if (!on) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(binary, folder, port, url) {
  const server = spawn(binary, [], {
    cwd: folder,
    env: {
      ...process.env,
      TALKA_ADDR: `127.0.0.1:${port}`,
      TALKA_DATABASE_URL: `sqlite://${join(folder, "talka.db")}?mode=rwc`,
      TALKA_DEMO: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  server.stdout.on("data", (bytes) => (said += bytes));
  server.stderr.on("data", (bytes) => (said += bytes));
  const ended = new Promise((resolve) => server.once("exit", resolve));
  await ready(url, server, () => said);
  const end = async (signal) => {
    server.kill(signal);
    await ended;
  };
  return { end };
}

async function ready(url, server, said) {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`talka ended at once:\n${said()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`talka was not ready after ${START_MS} ms:\n${said()}`);
}

/** A port of this machine that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
