// Runs in a network namespace and connects it with the outside by sockets that have a
// name in the file system: node pipe.cjs PAGE_PORT PAGE_SOCKET DRIVER_SOCKET DRIVER_PORT.
// Whoever connects to the page's port here ends up at its socket outside; whoever
// connects to the driver's socket outside ends up at its port here.
const net = require("node:net");

const [pagePort, pageSocket, driverSocket, driverPort] = process.argv.slice(2);
const local = (port) => ({ host: "127.0.0.1", port: Number(port) });

function pipe(listens, leads, then) {
  const server = net.createServer((from) => {
    const to = net.connect(leads);
    from.pipe(to).pipe(from);
    from.on("error", () => to.destroy());
    to.on("error", () => from.destroy());
  });
  server.listen(listens, then);
}

pipe({ path: driverSocket }, local(driverPort), () =>
  pipe(local(pagePort), { path: pageSocket }, () => console.log(`Listening on port ${pagePort}.`)));
