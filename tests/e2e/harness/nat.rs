//! Two hosts behind address translation, made of network namespaces of this machine
//! that nothing outside can reach:
//!
//! ```text
//! host a 10.0.1.2 - router 203.0.113.11 -+- server 203.0.113.1: STUN and TURN
//! host b 10.0.2.2 - router 203.0.113.12 -'
//! ```
//!
//! The page and the drivers must be reached without opening another way between the
//! hosts: sockets with a name in the file system are the same in all namespaces, so
//! those carry them.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};
use tokio::task::JoinHandle;

use super::process::Process;

/// What the routers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nat {
    /// A device keeps its port whomever it talks to.
    KeepsPorts,
    /// Each flow gets a port by chance: what STUN finds out is good for nothing.
    RandomPorts,
}

/// Where the server listens.
pub const SERVER: &str = "203.0.113.1:3478";

/// The account there.
pub const ACCOUNT: [&str; 2] = ["ana", "opensesame"];

/// The namespaces; dropping it ends the server and deletes them.
pub struct Network {
    name: String,
    server: Option<Process>,
    folder: PathBuf,
}

/// One of the two hosts, to start a browser in.
#[derive(Clone, Debug)]
pub struct Host {
    /// Its namespace.
    pub namespace: String,
    /// Where the names of the sockets begin.
    sockets: PathBuf,
}

/// What carries the page and the driver's commands into a host.
pub struct Pipes {
    _inside: Process,
    tasks: [JoinHandle<()>; 2],
    /// Where the driver is reached.
    pub driver: SocketAddr,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl Network {
    /// Why no namespaces can be made here, if so.
    pub fn obstacle() -> Option<&'static str> {
        let ran = |program: &str, argument: &str| {
            let mut command = Command::new(program);
            command
                .arg(argument)
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        };
        if !ran("ip", "-V") || !ran("nft", "-v") {
            return Some("ip or nft is missing; ./scripts/setup browsers installs them");
        }
        let probe = format!("p2panda-{}-probe", std::process::id());
        let made = run(&format!("ip netns add {probe} && ip netns del {probe}"));
        made.is_err()
            .then_some("this user may not make network namespaces; root may")
    }

    /// Makes the namespaces and starts the server.
    pub async fn make(folder: &Path, nat: Nat) -> Self {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let mut network = Self {
            name: format!("p2panda-{}-{count}", std::process::id()),
            server: None,
            folder: folder.to_owned(),
        };
        let commands = network.commands(nat);
        run(&commands).unwrap_or_else(|reason| panic!("the namespaces: {reason}"));
        network.server = Some(network.serve().await);
        network
    }

    fn commands(&self, nat: Nat) -> String {
        let name = &self.name;
        let masquerade = match nat {
            Nat::KeepsPorts => "masquerade",
            Nat::RandomPorts => "masquerade fully-random",
        };
        let mut commands = format!(
            "ip netns add {name}-server
            ip -n {name}-server link set lo up
            ip -n {name}-server link add net type bridge
            ip -n {name}-server addr add 203.0.113.1/24 dev net
            ip -n {name}-server link set net up\n"
        );
        for (number, host) in [(1, "a"), (2, "b")] {
            let (router, host) = (format!("{name}-router-{host}"), format!("{name}-{host}"));
            commands.push_str(&format!(
                "ip netns add {router}
                ip netns add {host}
                ip link add eth0 netns {host} type veth peer name lan netns {router}
                ip link add net netns {router} type veth peer name port{number} netns {name}-server
                ip -n {name}-server link set port{number} master net up
                ip -n {router} addr add 203.0.113.1{number}/24 dev net
                ip -n {router} addr add 10.0.{number}.1/24 dev lan
                ip -n {router} link set net up
                ip -n {router} link set lan up
                ip -n {host} link set lo up
                ip -n {host} addr add 10.0.{number}.2/24 dev eth0
                ip -n {host} link set eth0 up
                ip -n {host} route add default via 10.0.{number}.1
                ip netns exec {router} sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
                ip netns exec {router} nft -f - <<'END'
                table ip translation {{
                    chain out {{
                        type nat hook postrouting priority 100
                        oifname \"net\" {masquerade}
                    }}
                    chain to_router {{
                        type filter hook input priority 0
                        iifname \"net\" ct state new drop
                    }}
                    chain to_host {{
                        type filter hook forward priority 0
                        iifname \"net\" ct state new drop
                    }}
                }}\nEND\n"
            ));
        }
        commands
    }

    async fn serve(&self) -> Process {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/harness/turn.cjs");
        let mut command = inside(&format!("{}-server", self.name), "node");
        command.arg(script).args(SERVER.split(':')).args(ACCOUNT);
        let log = self.folder.join("turn.log");
        let started = Process::start(&mut command, &log, &self.folder.join("no-profile"));
        let mut server = started.unwrap_or_else(|reason| panic!("the TURN server: {reason}"));
        let port = server.port("Listening on port ", 0).await;
        port.unwrap_or_else(|reason| panic!("the TURN server: {reason}"));
        server
    }

    /// A host, "a" or "b".
    pub fn host(&self, host: &str) -> Host {
        let namespace = format!("{}-{host}", self.name);
        // Not in the test's folder: such names may have 107 bytes.
        let sockets = std::env::temp_dir().join(&namespace);
        Host { namespace, sockets }
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.server = None;
        for place in ["server", "router-a", "router-b", "a", "b"] {
            let _ = run(&format!("ip netns del {}-{place}", self.name));
        }
    }
}

impl Host {
    /// Lets a program be run in the host.
    pub fn command(&self, program: &str) -> Command {
        inside(&self.namespace, program)
    }

    fn socket(&self, what: &str) -> PathBuf {
        self.sockets.with_extension(what)
    }

    /// Lets the host reach the page at `site`, and us its driver on `port`.
    pub async fn connect(
        &self,
        site: SocketAddr,
        port: u16,
        folder: &Path,
    ) -> Result<Pipes, String> {
        let failed = |error: std::io::Error| error.to_string();
        let (page, driver) = (self.socket("page"), self.socket("driver"));
        for socket in [&page, &driver] {
            let _ = std::fs::remove_file(socket);
        }
        let outside = UnixListener::bind(&page).map_err(failed)?;
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/harness/pipe.cjs");
        let mut command = self.command("node");
        command.arg(script).arg(site.port().to_string()).arg(&page);
        command.arg(&driver).arg(port.to_string());
        let log = folder.join("pipe.log");
        let logged = std::fs::metadata(&log).map_or(0, |file| file.len());
        let mut inside = Process::start(&mut command, &log, &folder.join("no-profile"))?;
        let logged = usize::try_from(logged).unwrap_or(0);
        inside.port("Listening on port ", logged).await?;
        let to_page = tokio::spawn(async move {
            while let Ok((mut from, _)) = outside.accept().await {
                tokio::spawn(async move {
                    let mut to = TcpStream::connect(site).await?;
                    copy_bidirectional(&mut from, &mut to).await
                });
            }
        });
        let to_driver = tokio::spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                let driver = driver.clone();
                tokio::spawn(async move {
                    let mut to = UnixStream::connect(driver).await?;
                    copy_bidirectional(&mut from, &mut to).await
                });
            }
        });
        Ok(Pipes {
            _inside: inside,
            tasks: [to_page, to_driver],
            driver: address,
        })
    }
}

impl Drop for Pipes {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// A command that runs in a namespace.
fn inside(namespace: &str, program: &str) -> Command {
    let mut command = Command::new("ip");
    command.args(["netns", "exec", namespace, program]);
    command
}

/// Runs commands of a shell until one fails.
fn run(commands: &str) -> Result<(), String> {
    let out = Command::new("sh").args(["-ec", commands]).output();
    let out = out.map_err(|error| error.to_string())?;
    if out.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&out.stderr).into_owned())
}
