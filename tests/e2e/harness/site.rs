//! The built page, served on a free port of this machine with its real headers.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::handle::Handle;
use super::nat::{Nat, Network, SERVER};
use super::relay::Relay;

#[path = "../../../examples/serve_dist/headers.rs"]
mod headers;
#[path = "../../../examples/serve_dist/server.rs"]
mod server;

/// A running server, the folder of a test's profiles, and its browsers.
pub struct Site {
    served: Arc<server::Site>,
    pub(super) address: SocketAddr,
    base: String,
    task: Mutex<Option<JoinHandle<()>>>,
    folder: PathBuf,
    copy: Option<PathBuf>,
    pub(super) browsers: Mutex<Vec<Arc<Handle>>>,
}

impl Site {
    /// Serves `dist/` (or `$P2PANDA_DIST`) at the root of a free port.
    pub async fn start(test: &str) -> Self {
        Self::start_below(test, "/").await
    }

    /// Serves a copy of `dist/` that a test may change.
    pub async fn start_copied(test: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let copy = std::env::temp_dir().join(format!("p2panda-dist-{}-{test}", std::process::id()));
        copy_folder(&dist_of(root), &copy);
        let mut site = Self::serve(test, "/", &copy).await;
        site.copy = Some(copy);
        site
    }

    /// Changes a file of the copy.
    pub fn change(&self, name: &str, change: impl Fn(String) -> String) {
        let copy = self.copy.as_ref().expect("only a copy may be changed");
        let text = std::fs::read_to_string(copy.join(name)).expect("the file is in dist/");
        std::fs::write(copy.join(name), change(text)).expect("the copy can be written to");
    }

    /// The same below a path like `/any/folder/`.
    pub async fn start_below(test: &str, base: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::serve(test, base, &dist_of(root)).await
    }

    async fn serve(test: &str, base: &str, dist: &Path) -> Self {
        let served = server::Site::open(dist, base).unwrap_or_else(|reason| panic!("{reason}"));
        served.put("config.json", b"{}");
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("this machine has a free port");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address");
        let served = Arc::new(served);
        let task = tokio::spawn(server::serve(listener, served.clone()));
        let folder = std::env::temp_dir().join(format!(
            "p2panda-e2e-{}-{test}-{}",
            std::process::id(),
            address.port()
        ));
        std::fs::create_dir_all(&folder).expect("the temporary folder can be written to");
        Self {
            served,
            address,
            base: base.to_owned(),
            task: Mutex::new(Some(task)),
            folder,
            copy: None,
            browsers: Mutex::default(),
        }
    }

    /// The address of a route, like `#/me`.
    pub fn url(&self, route: &str) -> String {
        format!("http://{}{}{route}", self.address, self.base)
    }

    /// Serves another `config.json`; without this no meeting point is listed, and no
    /// STUN server: tests talk only to this machine.
    pub fn configure(&self, config: &str) {
        self.served.put("config.json", config.as_bytes());
    }

    /// A file on this machine, for a file field.
    pub fn file(&self, name: &str, content: &str) -> PathBuf {
        let file = self.folder.join(name);
        std::fs::write(&file, content).expect("the temporary folder can be written to");
        file
    }

    /// Lays a file beside the page.
    pub fn lay_beside(&self, name: &str, content: &[u8]) {
        self.served.put(name, content);
    }

    /// Starts a relay on this machine, and lists it as the only meeting point.
    pub async fn relay(&self) -> Relay {
        let relay = Relay::start(&self.folder).await;
        self.configure(&format!(r#"{{"meeting_points":["{}"]}}"#, relay.url()));
        relay
    }

    /// Two hosts behind address translation, with a server between them that says how
    /// one is seen and that the page lists for it.
    pub async fn behind_nat(&self, nat: Nat) -> Network {
        let network = Network::make(&self.folder, nat).await;
        self.configure(&format!(r#"{{"stun":["stun:{SERVER}"]}}"#));
        network
    }

    /// Violations of the Content-Security-Policy that any browser reported.
    pub fn csp_violations(&self) -> Vec<String> {
        self.served.reports()
    }

    /// Switches the server off: for the page it looks as if the host were gone.
    pub fn stop(&self) {
        if let Some(task) = self.task.lock().ok().and_then(|mut task| task.take()) {
            task.abort();
        }
    }

    /// Switches it on again, at the same address.
    pub async fn start_again(&self) {
        let listener = TcpListener::bind(self.address)
            .await
            .expect("the port is still ours");
        let task = tokio::spawn(server::serve(listener, self.served.clone()));
        if let Ok(mut slot) = self.task.lock() {
            *slot = Some(task);
        }
    }

    /// The folder for the browser called `name`: its profile and its logs.
    pub(super) fn folder_of(&self, name: &str) -> PathBuf {
        let folder = self.folder.join(name);
        std::fs::create_dir_all(folder.join("profile"))
            .expect("the temporary folder can be written to");
        folder
    }
}

/// The built page.
fn dist_of(root: &Path) -> PathBuf {
    std::env::var_os("P2PANDA_DIST").map_or_else(|| root.join("dist"), PathBuf::from)
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the temporary folder can be written to");
    for entry in std::fs::read_dir(from).expect("dist/ was built") {
        let path = entry.expect("dist/ can be read").path();
        let name = path.file_name().expect("an entry has a name");
        if path.is_dir() {
            copy_folder(&path, &to.join(name));
        } else {
            std::fs::copy(&path, to.join(name)).expect("dist/ can be copied");
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
        // First the browsers, which still write to their profiles.
        if let Ok(mut browsers) = self.browsers.lock() {
            browsers.clear();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some(copy) = &self.copy {
            let _ = std::fs::remove_dir_all(copy);
        }
    }
}
