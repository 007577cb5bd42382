// The model as WebAssembly: in Node for the names of its tests, in a fresh page for each of them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where `model.js` and its module stand (`cargo xtask test` builds them and says where). */
const folder = process.env.TALKA_MODEL_WASM;

const ORIGIN = "http://model.localhost";
const FILES = {
  "/": ["text/html", () => "<!doctype html><title>model</title>"],
  "/model.js": ["text/javascript", () => readFileSync(join(folder, "model.js"))],
  "/model_bg.wasm": ["application/wasm", () => readFileSync(join(folder, "model_bg.wasm"))],
};

/** The names of all tests, as the module itself lists them. */
export async function names() {
  if (!folder) throw new Error("TALKA_MODEL_WASM must name the built model (cargo xtask test sets it)");
  const model = await import(pathToFileURL(join(folder, "model.js")));
  model.initSync({ module: readFileSync(join(folder, "model_bg.wasm")) });
  return model.names().split("\n");
}

/** Calls a function of the module in a page; the error has what the panic said. */
export async function call(page, name, ...parameters) {
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.route(`${ORIGIN}/**`, (route) => {
    const [contentType, body] = FILES[new URL(route.request().url()).pathname] ?? [];
    return body ? route.fulfill({ contentType, body: body() }) : route.fulfill({ status: 404 });
  });
  await page.goto(ORIGIN);
  const trap = await page.evaluate(
    async ([name, parameters]) => {
      const model = await import("/model.js");
      await model.default();
      try {
        model[name](...parameters);
      } catch (error) {
        return String(error);
      }
    },
    [name, parameters],
  );
  if (trap) throw new Error([...said, trap].join("\n"));
}
