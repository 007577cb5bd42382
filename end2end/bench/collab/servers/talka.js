// Talka in demo mode: the people of the demo, and guests beyond them where a document has many clients.

import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { wire } from "./plain.js";

/** Who may write comes first. */
const WRITERS = ["editor", "partner-editor", "admin", "partner-admin"];
const READERS = ["suggester", "commenter", "reader"];
/** An account may have so many connections to one document (`CONNECTIONS_AN_ACCOUNT`). */
const CONNECTIONS_AN_ACCOUNT = 10;

const form = (cookie, origin, fields = {}) => ({
  method: "POST",
  redirect: "manual",
  headers: { origin, cookie },
  body: new URLSearchParams(fields),
});
const cookieOf = (answer) => answer.headers.get("set-cookie").split(";")[0];

/** Somebody whom the demo does not have: invited to read, and signed in with the link from the mail. */
async function guest(url, number) {
  const admin = cookieOf(await fetch(`${url}/demo/admin`, { redirect: "manual" }));
  const home = await (await fetch(url, { headers: { cookie: admin } })).text();
  const [partnership] = /partnerships\/[0-9a-f-]+/.exec(home);
  const mail = `guest${number}@bench.example`;
  const invitation = { act: "invite", name: `Guest ${number}`, mail, role: "reader", side: "none", languages: "lv" };
  await fetch(`${url}/${partnership}`, form(admin, url, invitation));
  const mailbox = await (await fetch(`${url}/demo/mail`)).text();
  const [link] = /http[^"]*\/sign-in\/[^"]*/.exec(mailbox.slice(mailbox.indexOf(mail)));
  const accepted = await fetch(link, form("", url, { act: "accept", name: invitation.name }));
  return { query: "", headers: { cookie: cookieOf(accepted), origin: url } };
}

async function member(url, name) {
  const answer = await fetch(`${url}/demo/${name}/token`, { method: "POST" });
  return { query: `?token=${await answer.text()}`, headers: {} };
}

async function everybody(url, clients) {
  const people = await Promise.all([...WRITERS, ...READERS].map((name) => member(url, name)));
  while (people.length * CONNECTIONS_AN_ACCOUNT < clients) people.push(await guest(url, people.length));
  return people;
}

async function open({ url, sockets, clients }) {
  const people = await everybody(url, clients);
  return {
    ...wire({ sockets }),
    document: async () => (await (await fetch(`${url}/demo/proposal`, { method: "POST" })).json()).proposal,
    place: (document, number) => {
      const { query, headers } = people[number % people.length];
      return { address: `${sockets}/collab/${document}${query}`, headers };
    },
    mayWrite: (number) => number % people.length < WRITERS.length,
  };
}

const program = ({ port }, database) => ({
  command: process.env.TALKA_BIN,
  env: {
    TALKA_ADDR: `127.0.0.1:${port}`,
    TALKA_DATABASE_URL: database,
    TALKA_DEMO: "1",
    // The guests are not the demo's.
    TALKA_DEMO_ANYWHERE: "1",
  },
});

const { TALKA_BENCH_POSTGRES_URL, TALKA_BENCH_POSTGRES_PROGRAMS } = process.env;

/** An empty database of the server that the command has started. */
async function database() {
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  const createdb = `${TALKA_BENCH_POSTGRES_PROGRAMS}/createdb`;
  await promisify(execFile)(createdb, [`--maintenance-db=${TALKA_BENCH_POSTGRES_URL}`, name]);
  return TALKA_BENCH_POSTGRES_URL.replace(/[^/]*$/, name);
}

export const talka = {
  name: "Talka",
  ready: "/readyz",
  keeps: true,
  program: (place) => program(place, `sqlite://${place.folder}/talka.db?mode=rwc`),
  open,
};

export const talkaOnPostgres = {
  name: "Talka on PostgreSQL",
  ready: "/readyz",
  keeps: true,
  program: async (place) => program(place, await database()),
  open,
};
