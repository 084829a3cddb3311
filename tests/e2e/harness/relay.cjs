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

// Public relays refuse what is not of now; this one's core leaves that to a plugin.
const NOW_SECONDS = 900;
const clock = {
  beforeHandleEvent(event) {
    const off = event.created_at - Math.floor(Date.now() / 1000);
    if (Math.abs(off) <= NOW_SECONDS) return { canHandle: true };
    const side = off > 0 ? `later than ${NOW_SECONDS} seconds from now` : `earlier than ${NOW_SECONDS} seconds ago`;
    return { canHandle: false, message: `invalid: created_at must not be ${side}` };
  },
};

const relay = new NostrRelay(new Nothing()).register(clock);
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
