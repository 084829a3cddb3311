// A STUN and TURN server for tests: node turn.cjs ADDRESS PORT USER PASSWORD. Only the
// account may have something relayed; anybody may ask how they are seen.
const { createRequire } = require("node:module");
const { join } = require("node:path");
const need = createRequire(join(process.env.P2PANDA_RELAY_MODULES, "here.js"));
const Turn = need("node-turn");

const [address, port, user, password] = process.argv.slice(2);
const server = new Turn({
  listeningIps: [address],
  relayIps: [address],
  listeningPort: Number(port),
  authMech: "long-term",
  credentials: { [user]: password },
  realm: "test",
});
server.start();
console.log(`Listening on port ${port}.`);
