// WebKitGTK's small browser through its own driver: as much of W3C WebDriver as the tests here need.

import { spawn } from "node:child_process";
import { freePort } from "../stories/talka.js";

/** A browser on this screen, until `close`. */
export async function webkit(env) {
  const port = await freePort();
  // Its sandbox needs rights that a machine for tests does not give; only our own pages are opened.
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    env: { ...env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_DISABLE_DMABUF_RENDERER: "1" },
    stdio: "ignore",
  });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error} ${value.message}`);
    return value;
  };
  await answering(() => ask("GET", "/status"));
  const { sessionId } = await ask("POST", "/session", { capabilities: {} });
  const session = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
  return {
    goto: (url) => session("POST", "/url", { url }),
    evaluate: (script) => session("POST", "/execute/sync", { script: `return (${script})()`, args: [] }),
    /** What the driver itself can do of a keyboard. */
    keys: (...letters) => {
      const actions = letters.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
      return session("POST", "/actions", { actions: [{ type: "key", id: "keys", actions }] });
    },
    close: async () => {
      await session("DELETE", "").catch(() => {});
      driver.kill();
    },
  };
}

async function answering(ask) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
