// Talka beside other servers of Yjs documents, and a floor: each starts in a process of its own, and this
// process is everybody who writes. The servers take turns, round after round, and the table has the medians.
// `cargo xtask bench --collab` runs it; `docs/performance.md` says what the figures mean.

import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg } from "node:os";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { killed } from "./collab/killed.js";
import { latency } from "./collab/latency.js";
import { memory } from "./collab/memory.js";
import { opening } from "./collab/opening.js";
import { rate } from "./collab/rate.js";
import { SERVERS } from "./collab/servers.js";
import { figures } from "./collab/table.js";

const MEASURES = { latency, rate, killed, memory, opening };

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: Object.keys(MEASURES).join() },
    servers: { type: "string", default: Object.keys(SERVERS).join() },
    rounds: { type: "string", default: "3" },
    edits: { type: "string", default: "20000" },
    short: { type: "boolean", default: false },
  },
});
const chosen = (all, names) =>
  names.split(",").map((name) => {
    if (!all[name]) throw new Error(`no such name: ${name}; there are ${Object.keys(all).join(", ")}`);
    return [name, all[name]];
  });
const measures = chosen(MEASURES, options.only);
const servers = chosen(SERVERS, options.servers).map(([, kind]) => kind);
const machine = () => ({ cores: availableParallelism(), model: cpus()[0]?.model, load: loadavg().map((one) => +one.toFixed(2)) });

// The servers end with this process, however it ends (`process.on("exit")` is not heard after a signal).
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

const found = figures();
const began = machine();
let failures = 0;
for (let round = 1; round <= Number(options.rounds); round += 1) {
  for (const [name, measure] of measures) {
    for (const kind of servers) {
      console.log(`round ${round}: ${name}, ${kind.name}`);
      try {
        found.add(kind.name, await measure(kind, { short: options.short, edits: Number(options.edits) }));
      } catch (error) {
        failures += 1;
        console.error(`  not measured: ${error.message}`);
      }
    }
  }
}

const names = servers.map((kind) => kind.name);
console.log(`\n${found.table(names)}\n`);
console.log(`${began.cores} cores, load ${began.load.join(" ")} before and ${machine().load.join(" ")} after`);
if (process.env.TALKA_BENCH_REPORT) {
  await mkdir(dirname(process.env.TALKA_BENCH_REPORT), { recursive: true });
  const report = { options, before: began, after: machine(), failures, figures: found.json() };
  await writeFile(process.env.TALKA_BENCH_REPORT, `${JSON.stringify(report, null, 2)}\n`);
}
process.exit(failures ? 1 : 0);
