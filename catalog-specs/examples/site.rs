//! Writes the sites that are tried in a browser.
//!
//! `cargo run --package catalog-specs --features documents --example site -- FOLDER`, and then
//! `node tests/documents/site/site.mjs FOLDER`.

#[path = "../tests/html/sample/mod.rs"]
mod sample;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use catalog_specs::keys::Audience;
use catalog_specs::operations::Operations;
use catalog_specs::render;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: site FOLDER")?;
    let folder = PathBuf::from(folder);
    let (planted, probes) = sample::planted();
    // A catalogue that is so long that its start page lists codes, with their sections elsewhere.
    let mut split = sample::long(2_600);
    split.groups.extend(planted.groups.clone());
    split.retired.extend(planted.retired.clone());
    let sites = [
        ("rich", render::html_for_operators(&sample::rich(), &operations())),
        ("long", render::html(&sample::long(2_000))),
        ("domains", render::html(&sample::many_domains(42))),
        ("hostile", render::html(&sample::hostile())),
        ("keys", render::html(&planted)),
        ("keys-public", render::public_html(&planted)),
        ("split", render::html(&split)),
        ("split-public", render::public_html(&split)),
    ];
    for (name, pages) in sites {
        write(&folder.join(name), pages)?;
    }
    let probes = probes.iter().map(|probe| {
        json!({
            "text": probe.text, "code": probe.code, "isPlanted": probe.is_planted,
            "isPublic": probe.audience == Audience::Client,
        })
    });
    fs::write(folder.join("probes.json"), json!(probes.collect::<Vec<_>>()).to_string())?;
    Ok(())
}

/// What the people who run a service fill in.
fn operations() -> Operations {
    let text = ToOwned::to_owned;
    let mut operations = Operations::default();
    operations.runbook = Some(text("https://runbooks.example.com/{code}"));
    operations.dashboard = Some(text("https://grafana.example.com/d/errors?var-code={code}"));
    operations.logs =
        vec![(text("Loki"), text("{app=\"reservation\"} | json | error_code=\"{code}\""))];
    let restart = "kubectl rollout restart deployment/reservation";
    operations.recovery = vec![(text("Start it again"), text(restart))];
    operations.contacts = vec![(text("ops"), text("ops-oncall@example.com"))];
    operations.escalation = vec![text("ops")];
    operations
}

fn write(folder: &Path, pages: Vec<(String, String)>) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    for (page, text) in pages {
        fs::write(folder.join(page), text)?;
    }
    Ok(())
}
