// The floor of every figure: a relay that hands each update to the others of its document. It decodes
// nothing, merges nothing and keeps nothing, and answers no question.

import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const SYNC = 0;
const UPDATE = 2;

const rooms = new Map();
const server = createServer((_request, response) => response.end("ready"));
const sockets = new WebSocketServer({ server });
sockets.on("connection", (socket, request) => {
  const room = rooms.get(request.url) ?? new Set();
  rooms.set(request.url, room.add(socket));
  socket.on("message", (bytes) => {
    if (bytes[0] !== SYNC || bytes[1] !== UPDATE) return;
    for (const other of room) if (other !== socket) other.send(bytes);
  });
  socket.on("close", () => room.delete(socket));
});
server.listen(Number(process.env.PORT), process.env.HOST);
process.once("SIGTERM", () => process.exit());
