//! Serves `dist/` on this machine with the headers a host should send.
//!
//! `cargo run --example serve_dist -- [--dist FOLDER] [--port PORT]`; if the port
//! is taken, the next free one. `./scripts/serve` builds and then runs this.

mod headers;
mod server;

use std::path::PathBuf;
use std::process::ExitCode;

use tokio::net::TcpListener;

/// How many ports after the wished one are tried.
const PORTS_TRIED: u16 = 50;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("Cannot go on: {reason}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let mut dist = PathBuf::from("dist");
    let mut port = 8080_u16;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments
            .next()
            .ok_or(format!("{argument} needs a value"))?;
        match argument.as_str() {
            "--dist" => dist = PathBuf::from(value),
            "--port" => {
                port = value
                    .parse()
                    .map_err(|_| format!("{value} is not a port"))?
            }
            _ => return Err(format!("there is no option {argument}")),
        }
    }
    let site = server::Site::open(&dist, "/")?;
    let listener = first_free(port).await?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("p2panda is at http://{address}/ (Ctrl+C ends it)");
    server::serve(listener, site.into()).await;
    Ok(())
}

/// The first free port from `wished` on, on this machine only.
async fn first_free(wished: u16) -> Result<TcpListener, String> {
    for port in wished..wished.saturating_add(PORTS_TRIED) {
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)).await {
            return Ok(listener);
        }
    }
    Err(format!("no port is free from {wished} on"))
}
