//! A static file server of its own few lines, for this machine only: what a
//! host would send, with the headers of `dist/_headers`. The end-to-end tests
//! use it too; for them it also collects the browser's reports of violations of
//! the Content-Security-Policy.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::headers::Headers;

/// Largest request head or report that is read, bytes.
const MAX_REQUEST_BYTES: usize = 64 * 1024;

/// A folder served below a path, with its headers and what was reported.
pub struct Site {
    dist: PathBuf,
    base: String,
    headers: Headers,
    reports: Mutex<Vec<String>>,
    /// What is served instead of a file, by its path below the folder.
    instead: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
}

impl Site {
    /// `dist` served below `base`, which begins and ends with a slash.
    pub fn open(dist: &Path, base: &str) -> Result<Self, String> {
        let file = dist.join("_headers");
        let text = std::fs::read_to_string(&file).map_err(|error| {
            format!(
                "{} cannot be read ({error}); build it with ./scripts/build",
                file.display()
            )
        })?;
        Ok(Self {
            dist: dist.to_owned(),
            base: base.to_owned(),
            headers: Headers::parse(&text)?,
            reports: Mutex::default(),
            instead: Mutex::default(),
        })
    }

    /// What browsers reported as violations, as they wrote it.
    #[allow(dead_code, reason = "only the end-to-end tests ask for it")]
    pub fn reports(&self) -> Vec<String> {
        self.reports
            .lock()
            .map(|reports| reports.clone())
            .unwrap_or_default()
    }

    /// Serves `content` from now on instead of the file `path` below the folder.
    #[allow(dead_code, reason = "only the end-to-end tests ask for it")]
    pub fn put(&self, path: &str, content: &[u8]) {
        if let Ok(mut instead) = self.instead.lock() {
            instead.insert(self.dist.join(path), content.to_vec());
        }
    }

    /// The content of a file, or what is served instead.
    async fn content(&self, file: &Path) -> Option<Vec<u8>> {
        let instead = self
            .instead
            .lock()
            .ok()
            .and_then(|all| all.get(file).cloned());
        match instead {
            Some(content) => Some(content),
            None => tokio::fs::read(file).await.ok(),
        }
    }

    /// The file that `path` names: below `dist`, never outside.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let inside = path.strip_prefix(&self.base)?;
        let inside = Path::new(if inside.is_empty() {
            "index.html"
        } else {
            inside
        });
        let plain = inside
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        plain.then(|| self.dist.join(inside))
    }

    /// The headers of the file at `path`. The policy stands there twice: once
    /// enforced, once only to report, because a report names the violated rule.
    fn headers(&self, path: &str) -> Vec<(String, String)> {
        let mut headers = self.headers.of(&format!(
            "/{}",
            path.strip_prefix(&self.base).unwrap_or(path)
        ));
        let policy = headers
            .iter()
            .find(|(name, _)| name == "Content-Security-Policy");
        if let Some((name, policy)) = policy.cloned() {
            // frame-ancestors means nothing in a report-only policy, and browsers say so.
            let policy = policy.replace("frame-ancestors 'none'; ", "");
            let reporting = format!("{policy}; report-uri {}csp-report", self.base);
            headers.push((format!("{name}-Report-Only"), reporting));
        }
        headers
    }
}

/// Answers until the task is dropped.
pub async fn serve(listener: TcpListener, site: Arc<Site>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let site = site.clone();
        // A browser that goes away in the middle is nobody's mistake.
        tokio::spawn(async move { answer(stream, &site).await.ok() });
    }
}

async fn answer(mut stream: TcpStream, site: &Site) -> io::Result<()> {
    let Some(request) = Request::read(&mut stream).await? else {
        return respond(&mut stream, "400 Bad Request", &[], b"", false).await;
    };
    let head_only = request.method == "HEAD";
    match request.method.as_str() {
        "POST" if request.path == format!("{}csp-report", site.base) => {
            if let Ok(mut reports) = site.reports.lock() {
                reports.push(request.body);
            }
            respond(&mut stream, "204 No Content", &[], b"", false).await
        }
        "GET" | "HEAD" => {
            let mut headers = site.headers(&request.path);
            let found = match site.file(&request.path) {
                Some(file) => {
                    let content = site.content(&file).await;
                    content.map(|content| (media_type(&file), content))
                }
                None => None,
            };
            let (status, kind, content) = match found {
                Some((kind, content)) => ("200 OK", kind, content),
                None => (
                    "404 Not Found",
                    "text/plain; charset=utf-8",
                    b"There is nothing here.".to_vec(),
                ),
            };
            headers.push(("Content-Type".to_owned(), kind.to_owned()));
            respond(&mut stream, status, &headers, &content, head_only).await
        }
        _ => respond(&mut stream, "405 Method Not Allowed", &[], b"", false).await,
    }
}

/// As much of a request as a static host needs.
struct Request {
    method: String,
    path: String,
    body: String,
}

impl Request {
    /// `None` if it is not HTTP or too large.
    async fn read(stream: &mut TcpStream) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 4096];
        loop {
            let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
            if let Some(end) = end {
                let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
                let length = content_length(&head);
                if bytes.len() >= end + 4 + length {
                    let body =
                        String::from_utf8_lossy(&bytes[end + 4..end + 4 + length]).into_owned();
                    return Ok(Self::parse(&head, body));
                }
            }
            let read = stream.read(&mut chunk).await?;
            if read == 0 || bytes.len() + read > MAX_REQUEST_BYTES {
                return Ok(None);
            }
            bytes.extend_from_slice(&chunk[..read]);
        }
    }

    fn parse(head: &str, body: String) -> Option<Self> {
        let mut words = head.lines().next()?.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?);
        let path = target.split(['?', '#']).next()?.to_owned();
        Some(Self { method, path, body })
    }
}

fn content_length(head: &str) -> usize {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse::<usize>().ok())
        .map_or(0, |length| length.min(MAX_REQUEST_BYTES))
}

async fn respond(
    stream: &mut TcpStream,
    status: &str,
    headers: &[(String, String)],
    content: &[u8],
    head_only: bool,
) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n",
        content.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).await?;
    if !head_only {
        stream.write_all(content).await?;
    }
    stream.shutdown().await
}

/// By the file's ending; browsers compile wasm while it arrives only if its type says so.
fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
