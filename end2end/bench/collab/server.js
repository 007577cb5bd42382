// A server in a process of its own, on a free port, with a folder of its own for what it keeps.

import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pause } from "./time.js";

const START_MS = 30_000;
const STOP_MS = 30_000;
const READY_POLL_MS = 10;
/** The unit of processor time in /proc: a hundredth of a second on every Linux of today. */
const TICK_MS = 10;
/** Where `utime` and `stime` stand in /proc/PID/stat, counted from after the name. */
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;
/** A collection of garbage has ended, and the pages are given back. */
const COLLECTED_MS = 1_000;
/** What a server said is kept up to here, for the report of a failed start. */
const SAID_CHARS = 4_000;

/**
 * Starts a server that lets at least so many clients into one document. Its kind (a file of `servers`) has a
 * name, how the program starts, a path that answers once it is ready, whether it keeps documents, the signal
 * at which it collects garbage, if it has any, and how clients talk to it.
 */
export async function start(kind, { clients = 1 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "talka-bench-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = await kind.program({ folder, port });
  let child = await run(program, folder, `${url}${kind.ready}`);
  const clear = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", clear);
  const stop = async () => {
    await child.end("SIGTERM");
    process.off("exit", clear);
    clear();
  };
  const wire = await kind.open({ url, sockets: `ws://127.0.0.1:${port}`, clients }).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    ...wire,
    /** Processor time so far, ms. */
    processorMs: () => processorMs(child.pid),
    /** Memory now, bytes; what is garbage already is thrown away before. */
    memoryBytes: async () => {
      if (kind.collects) process.kill(child.pid, kind.collects);
      await pause(COLLECTED_MS);
      return memoryBytes(child.pid);
    },
    /** Ends it without a warning, as a crash does. */
    kill: () => child.end("SIGKILL"),
    /** Ends it in order and starts it at the same place again. */
    again: async () => {
      await child.end("SIGTERM");
      child = await run(program, folder, `${url}${kind.ready}`);
    },
    stop,
  };
}

async function run({ command, args = [], env = {} }, folder, ready) {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const hear = (bytes) => (said = (said + bytes).slice(-SAID_CHARS));
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  let ended = false;
  const end = new Promise((resolve) => {
    child.once("error", (error) => resolve(hear(error.message)));
    child.once("exit", resolve);
  }).then(() => (ended = true));
  const stopWithUs = () => child.kill("SIGKILL");
  process.once("exit", stopWithUs);
  const deadline = performance.now() + START_MS;
  while (!(await answers(ready))) {
    if (ended || performance.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`the server does not start\n${said}`);
    }
    await pause(READY_POLL_MS);
  }
  return {
    pid: child.pid,
    end: async (signal) => {
      child.kill(signal);
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      await end;
      clearTimeout(timer);
      process.off("exit", stopWithUs);
    },
  };
}

const answers = (address) =>
  fetch(address).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.ok;
    },
    () => false,
  );

async function processorMs(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // The name of a program may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) * TICK_MS;
}

/** The resident set, with the program itself. */
async function memoryBytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)[1]) * 1024;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
