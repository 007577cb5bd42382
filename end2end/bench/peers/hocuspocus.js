// Hocuspocus with its SQLite extension: the settings are its own, only the place is ours.

import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const server = new Server({
  address: process.env.HOST,
  port: Number(process.env.PORT),
  quiet: true,
  extensions: [new SQLite({ database: `${process.env.FOLDER}/hocuspocus.sqlite` })],
});
await server.listen();
