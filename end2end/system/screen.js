// A screen of its own with a keyboard of its own: keys that go the way of the system's, through its
// layouts and its dead keys, into whatever browser has the focus.

import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";

const call = promisify(execFile);

/** A screen, until `close`. */
export async function screen() {
  // The server chooses a free number and says it on the third stream.
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x1000x24"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await new Promise((resolve, reject) => {
    server.stdio[3].once("data", (bytes) => resolve(String(bytes).trim()));
    server.once("error", reject);
    server.once("exit", () => reject(new Error("Xvfb ended")));
  });
  const env = { ...process.env, DISPLAY: `:${number}`, LC_ALL: "C.UTF-8" };
  const tool = (...parts) => call("xdotool", parts, { env });
  return {
    env,
    layout: (name, variant = "") => call("setxkbmap", [name, "-variant", variant], { env }),
    /** Gives the keys to the windows of the browser; nobody manages windows here. */
    focus: async () => {
      const { stdout } = await tool("search", "--onlyvisible", "--name", ".");
      for (const window of stdout.trim().split("\n")) await tool("windowfocus", window).catch(() => {});
    },
    /** Keys by the names of X, one after the other. */
    press: (...keys) => tool("key", "--delay", "30", ...keys),
    close: () => server.kill(),
  };
}
