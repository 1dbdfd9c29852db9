//! How long documents take: 10,000 varied codes to every output, by the clock and on all processors together.
//!
//! `cargo run --release -p catalog-specs --features documents --example render_figure`

#![allow(clippy::print_stdout, reason = "a figure is printed")]

use std::time::{Duration, Instant};

use catalog_specs::model::{Catalog, Deprecated, Detail, Docs, Entry, Group, Settings, Text};
use catalog_specs::{Format, Level};

const DOMAINS: usize = 50;
const CODES_EACH: usize = 200;

fn main() {
    let catalog = catalog();
    println!("{} codes", catalog.entries().count());
    let mut total = Duration::ZERO;
    for format in Format::ALL {
        let (start, before) = (Instant::now(), processor_time());
        let files = format.render(&catalog);
        let took = start.elapsed();
        let worked =
            processor_time().zip(before).map(|(after, before)| after.saturating_sub(before));
        let worked = worked.map_or_else(String::new, |time| format!("{:>6} ms", time.as_millis()));
        let length: usize = files.iter().map(|(_, text)| text.len()).sum();
        total += took;
        let name = format.as_str();
        let took = took.as_secs_f64() * 1e3;
        println!("{name:<16}{took:>8.1} ms {worked} {:>8} kB", length / 1024);
    }
    println!("{:<16}{:>8.1} ms", "all", total.as_secs_f64() * 1e3);
}

/// The time that this process has used on all processors, in steps of 10 ms; nothing where the system has no `/proc`.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may have spaces.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut ticks = fields.split_whitespace().skip(11).map(str::parse::<u64>);
    let (user, system) = (ticks.next()?.ok()?, ticks.next()?.ok()?);
    Some(Duration::from_millis((user + system) * 10))
}

fn catalog() -> Catalog {
    Catalog {
        name: "Codes".to_owned(),
        description: "Every code of a large service.".to_owned(),
        settings: Settings {
            locales: vec!["ja".to_owned(), "en".to_owned()],
            docs: Some("https://docs.example.com/errors/{slug}".to_owned()),
            ..Settings::default()
        },
        groups: (0..DOMAINS).map(group).collect(),
        sets: Vec::new(),
        codeless: Vec::new(),
        retired: Vec::new(),
    }
}

fn group(number: usize) -> Group {
    let domain = format!("DOMAIN{number}");
    Group {
        type_name: format!("Domain{number}Error"),
        module: format!("crate::domain{number}"),
        locales: vec!["ja".to_owned(), "en".to_owned()],
        description: format!("The {number}th part of the service."),
        entries: (0..CODES_EACH).map(|at| entry(&domain, at)).collect(),
        domain,
        ..Group::default()
    }
}

fn entry(domain: &str, at: usize) -> Entry {
    const STATUSES: [u16; 8] = [400, 401, 403, 404, 409, 422, 429, 503];
    let status = STATUSES.get(at % STATUSES.len()).copied().unwrap_or(500);
    let detail = |name: &str, type_name: &str| Detail {
        name: name.to_owned(),
        field: name.to_owned(),
        type_name: type_name.to_owned(),
        doc: "What was asked for.".to_owned(),
        flatten: false,
        display: false,
        retry_after: false,
        data_class: None,
    };
    let details = match at % 4 {
        0 => vec![detail("limit", "u32"), detail("tags", "Option<Vec<String>>")],
        1 => vec![detail("user_id", "UserId")],
        _ => Vec::new(),
    };
    let text = |locale: &str, message: String| Text { locale: locale.to_owned(), message };
    let placeholder = if at % 4 == 0 { " {limit}" } else { "" };
    Entry {
        messages: vec![
            text("ja", format!("指定された操作は実行できません {at}{placeholder}")),
            text("en", format!("this cannot be done, case {at}{placeholder}")),
        ],
        display: Some(format!("case {at} of {domain}")),
        retry_after: (status == 503).then_some(Duration::from_secs(60)),
        public_as: (at % 50 == 49).then(|| format!("{domain}_THING_0000")),
        owner: Some("team-a".to_owned()),
        since: Some("1.2".to_owned()),
        deprecated: (at % 20 == 7).then(|| Deprecated {
            since: "2.0".to_owned(),
            replaced_by: vec![format!("{domain}_THING_0000")],
            until: None,
        }),
        ext: vec![("team".to_owned(), "a".to_owned())],
        details,
        docs: Docs {
            description: format!("Case {at} came up.\n\nIt has `Vec<u8>` and *more* to say."),
            symptoms: "Requests fail.".to_owned(),
            diagnosis: "```sh\nkubectl get pods\n```".to_owned(),
            causes: "- The first\n- The second".to_owned(),
            solutions: "Look at the log.".to_owned(),
            prevention: "Validate earlier.".to_owned(),
        },
        ..Entry::new(
            format!("{domain}_THING_{at:04}"),
            format!("Thing{at}"),
            status,
            if status >= 500 { Level::Error } else { Level::Info },
        )
    }
}
