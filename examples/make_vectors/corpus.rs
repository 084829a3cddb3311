//! The first inputs of the fuzz targets: what the vectors hold, and logs that the
//! targets know.

use std::error::Error;
use std::fs;
use std::path::Path;

use p2panda::protocol::fuzz::{KNOWN_ENTRIES, WRITER};
use p2panda::protocol::sim::Writer;
use serde_json::Value;

use crate::gossip_corpus;

/// A target and what it is given.
type Input = (&'static str, Vec<u8>);

/// Writes `fuzz/corpus/<target>/`.
pub(crate) fn write(vectors: &[(&str, Value)]) -> Result<(), Box<dyn Error>> {
    let vectors = |name: &str| {
        vectors
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    };
    let mut inputs: Vec<Input> = Vec::new();
    for (file, list, target, part) in [
        ("envelopes", "accepted", "message", "payload"),
        ("envelopes", "refused", "message", "payload"),
        ("forks", "proofs", "fork_proof", "proof"),
        ("forks", "refused", "fork_proof", "proof"),
    ] {
        for told in vectors(file)
            .and_then(|value| value[list].as_array())
            .ok_or(file)?
        {
            inputs.push((target, bytes(&told[part])?));
        }
    }
    for told in vectors("refused_entries")
        .and_then(|value| value["refused"].as_array())
        .ok_or("refused_entries")?
    {
        inputs.push((
            "entry",
            entry_input(&bytes(&told["entry"])?, &bytes(&told["payload"])?),
        ));
    }
    let step = vectors("step").ok_or("step")?;
    inputs.push(("step", [vec![0], bytes(&step["run"])?].concat()));
    inputs.extend(known_log()?);
    for (number, (target, input)) in inputs.iter().enumerate() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fuzz/corpus")
            .join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("vector-{number:03}")), input)?;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/session_inputs");
    fs::create_dir_all(&folder)?;
    for (name, input) in gossip_corpus::inputs()? {
        fs::write(folder.join(name), input)?;
    }
    Ok(())
}

fn bytes(value: &Value) -> Result<Vec<u8>, Box<dyn Error>> {
    Ok(hex::decode(
        value.as_str().ok_or("a vector without bytes")?,
    )?)
}

fn entry_input(entry: &[u8], payload: &[u8]) -> Vec<u8> {
    [&(entry.len() as u16).to_le_bytes(), entry, payload].concat()
}

/// Entries and runs that continue the log that the targets know.
fn known_log() -> Result<Vec<Input>, Box<dyn Error>> {
    let writer = Writer::new(WRITER);
    let empty = writer.empty();
    let known = writer.payloads(&empty, KNOWN_ENTRIES, 12, 0);
    let known = empty.append(&writer.key, known)?;
    let mut inputs = Vec::new();
    for head in [&empty, known.head()] {
        let payloads = writer.payloads(head, 9, 12, 1);
        let run = writer.run(head, payloads.clone(), |seq| seq % 4 == 2)?;
        for frozen_at in [0, 3, 12] {
            inputs.push(("step", [vec![frozen_at], run.encode()].concat()));
        }
        inputs.push((
            "step",
            [
                vec![0],
                writer.run(head, payloads.clone(), |_| true)?.encode(),
            ]
            .concat(),
        ));
        let first = head.entries(&run)?.remove(0);
        inputs.push(("entry", entry_input(&first, &payloads[0])));
    }
    Ok(inputs)
}
