//! Writes the documents of operations: `cargo run -p fleet --example documents -- FOLDER` for a catalogue with hostile
//! text, and with the word `shop` behind it for a plain one, whose dashboard `draw/draw.py` draws.

use std::path::Path;

use catalog_specs::model::{Catalog, Entry, Group, Settings};
use catalog_specs::operations::Operations;
use catalog_specs::{AlertThreshold, Level, Severity};
use serde_json::json;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap();
    let folder = Path::new(&folder);
    if arguments.next().as_deref() == Some("shop") {
        let catalog = shop();
        let mut operations = Operations::default();
        operations.labels = vec![("job".into(), "shop".into())];
        operations.runbook = Some("https://runbooks.example.com/{code}".into());
        fleet::write(folder, &catalog, &operations);
        let codes: Vec<_> = catalog
            .entries()
            .map(|(group, entry)| {
                let severity = entry.effective_severity().as_str();
                json!({"code": entry.code, "domain": group.domain, "severity": severity})
            })
            .collect();
        std::fs::write(folder.join("codes.json"), json!(codes).to_string()).unwrap();
    } else {
        fleet::write(folder, &fleet::catalog(), &fleet::settings());
    }
}

fn shop() -> Catalog {
    let group = |domain: &str, owner: &str, codes: &[(&str, u16)]| {
        let entries = codes.iter().map(|(code, status)| {
            let level = if *status >= 500 { Level::Error } else { Level::Info };
            let mut entry = Entry::new(format!("{domain}_{code}"), *code, *status, level);
            entry.owner = Some(owner.into());
            entry
        });
        Group { entries: entries.collect(), domain: domain.into(), ..Group::default() }
    };
    let mut database = group(
        "DB",
        "platform",
        &[("POOL_EXHAUSTED", 503), ("QUERY_TIMEOUT", 504), ("DISK_FULL", 500)],
    );
    database.entries[0].severity = Some(Severity::Critical);
    database.entries[0].title = Some("No connection left".into());
    database.entries[1].alert = AlertThreshold::parse("50 in 10m, page");
    let groups = vec![
        database,
        group("PAYMENT", "payments", &[("CARD_DECLINED", 402), ("PROVIDER_DOWN", 503)]),
        group("AUTH", "identity", &[("TOKEN_EXPIRED", 401), ("FORBIDDEN", 403)]),
        group("SYSTEM", "platform", &[("INTERNAL_ERROR", 500)]),
    ];
    let settings = Settings {
        service: Some("shop.example.com".into()),
        docs: Some("https://docs.example.com/errors/{code}".into()),
        ..Settings::default()
    };
    Catalog { name: "Codes".into(), groups, settings, ..Catalog::default() }
}
