// A real Nostr relay on this machine, for tests: it checks events as relays do,
// passes on ephemeral ones, keeps nothing, and prints all that it was sent.
const { createRequire } = require("node:module");
const { join } = require("node:path");
const need = createRequire(join(process.env.P2PANDA_RELAY_MODULES, "here.js"));
const { NostrRelay } = need("@nostr-relay/core");
const { EventRepository } = need("@nostr-relay/common");
const { WebSocketServer } = need("ws");

class Nothing extends EventRepository {
  isSearchSupported() { return false; }
  async upsert() { return { isDuplicate: false }; }
  async insertWithTags() { return { isDuplicate: false }; }
  async find() { return []; }
  async destroy() {}
}

const relay = new NostrRelay(new Nothing(), { createdAtUpperLimit: 900, createdAtLowerLimit: 900 });
const port = Number(process.argv[2] ?? 0);
const server = new WebSocketServer({ host: "127.0.0.1", port, maxPayload: 64 * 1024 });
server.on("listening", () => console.log(`Listening on port ${server.address().port}.`));
server.on("connection", (socket, request) => {
  relay.handleConnection(socket, request.socket.remoteAddress);
  socket.on("message", async (data) => {
    const text = data.toString();
    console.log(`SAW ${text}`);
    try {
      await relay.handleMessage(socket, JSON.parse(text));
    } catch (error) {
      socket.send(JSON.stringify(["NOTICE", String(error)]));
    }
  });
  socket.on("close", () => relay.handleDisconnect(socket));
});
