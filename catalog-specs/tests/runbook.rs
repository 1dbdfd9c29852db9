//! The runbook: what its pages have, that their links lead somewhere, and that no text of a catalogue breaks them.
#![expect(clippy::panic, reason = "a failing test is meant to panic")]

use std::collections::{BTreeMap, BTreeSet};

use catalog_specs::model::{Catalog, DocSection, Docs, Entry, Group, Text};
use catalog_specs::operations::Operations;
use catalog_specs::{Incident, Level, Severity, render};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_TASKLISTS);

fn operations(text: &str) -> Operations {
    let mut operations = Operations::default();
    operations.runbook = Some("https://runbooks.example.com/{code}.md".into());
    operations.dashboard = Some("https://grafana.example.com/d/errors?var-code={code}".into());
    operations.logs = vec![
        ("Loki".into(), format!("{{app=\"shop\"}} | json | error_code=\"{{code}}\" {text}")),
        ("Kibana".into(), "https://kibana.example.com/app#/?_a=(query:'error_code:{code}')".into()),
    ];
    operations.recovery = vec![(
        "Start it again".into(),
        format!("kubectl rollout restart deployment/{{domain}} {text}"),
    )];
    operations.contacts = vec![
        ("ops".into(), format!("ops@example.com {text}")),
        ("payments".into(), "#payments".into()),
    ];
    operations.escalation = vec!["ops".into()];
    operations
}

fn catalog(text: &str, code: &str, domain: &str) -> Catalog {
    let mut docs = Docs { description: format!("It is down. {text}"), ..Docs::default() };
    for section in DocSection::ALL {
        *docs.section_mut(*section) = format!("The {} {text}", section.name());
    }
    let full = Entry {
        severity: Some(Severity::Critical),
        incident: Some(Incident::P0),
        owner: Some("payments".into()),
        origin: Some(format!("database {text}")),
        messages: vec![Text { locale: String::new(), message: format!("Try again {text}") }],
        docs,
        ..Entry::new(code, "Down", 503, Level::Error)
    };
    let bare = Entry {
        messages: vec![Text { locale: String::new(), message: "No".into() }],
        owner: Some(text.into()),
        ..Entry::new("PAY_REFUSED", "Refused", 402, Level::Info)
    };
    let masked = Entry {
        public_as: Some("PAY_REFUSED".into()),
        ..Entry::new("PAY_MASKED", "Masked", 409, Level::Info)
    };
    let group = Group {
        domain: domain.into(),
        type_name: "PayError".into(),
        module: "shop::pay".into(),
        description: format!("Payments. {text}"),
        entries: vec![full, bare, masked],
        ..Group::default()
    };
    Catalog {
        name: "Codes".into(),
        description: text.into(),
        groups: vec![group],
        ..Catalog::default()
    }
}

fn pages(catalog: &Catalog, operations: &Operations) -> BTreeMap<String, String> {
    render::runbook(catalog, operations, Some("../rules.json")).into_iter().collect()
}

/// The headings of a page, as its text has them.
fn headings(page: &str) -> Vec<(HeadingLevel, String)> {
    let mut found: Vec<(HeadingLevel, String)> = Vec::new();
    let mut is_open = false;
    for event in Parser::new_ext(page, OPTIONS) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                found.push((level, String::new()));
                is_open = true;
            }
            Event::End(TagEnd::Heading(_)) => is_open = false,
            Event::Text(text) | Event::Code(text) if is_open => {
                if let Some((_, known)) = found.last_mut() {
                    known.push_str(&text);
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn the_page_of_a_code_has_what_is_needed_at_night() {
    let pages = pages(&catalog("", "PAY_PROVIDER_DOWN", "PAY"), &operations(""));
    let page = &pages["PAY_PROVIDER_DOWN.md"];
    for part in [
        "Incident level: **P0**, response within **15 min**, priority highest: the service is down",
        "Owner: payments (\\#payments)",
        "On call: ops (ops@example.com)",
        "https://grafana.example.com/d/errors?var-code=PAY_PROVIDER_DOWN",
        "- Clients receive 503 Service Unavailable with the code `PAY_PROVIDER_DOWN`",
        "- Users read: Try again",
        "[`CriticalError`](CriticalError.md)",
        "{app=\"shop\"} | json | error_code=\"PAY_PROVIDER_DOWN\"",
        "<https://kibana.example.com/app#/?_a=(query:'error_code:PAY_PROVIDER_DOWN')>",
        "sum by (source) (increase(error_catalog_errors_total{error_code=\"PAY_PROVIDER_DOWN\"}[5m]))",
        "kubectl rollout restart deployment/PAY",
        "| 3. Stop the damage | 10 min | degrade the service, switch the traffic, roll back |",
        "| First line | 15 min | ops (ops@example.com) |",
        "| Second line | 30 min | technical lead |",
        "| Third line | 1 h | technical director |",
        "- [ ] Restore the service first",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let titles: Vec<_> = headings(page).into_iter().map(|(_, text)| text).collect();
    let expected = [
        "PAY_PROVIDER_DOWN",
        "Symptoms",
        "Diagnosis",
        "Causes",
        "Solutions",
        "Quick recovery",
        "Prevention",
        "Steps",
        "Escalation",
        "Checklist",
        "About the code",
    ];
    assert_eq!(titles, expected);
    let masked = &pages["PAY_MASKED.md"];
    let public =
        "- Clients receive 402 Payment Required with the code `PAY_REFUSED`\n- Users read: No\n";
    assert!(masked.contains(public), "{masked}");
    let bare = &pages["PAY_REFUSED.md"];
    assert!(
        bare.contains("add `# Solutions` to the doc comment of* `shop::pay::PayError::Refused`"),
        "{bare}"
    );
}

#[test]
fn the_start_has_levels_steps_contacts_and_checklists() {
    let pages = pages(&catalog("", "PAY_PROVIDER_DOWN", "PAY"), &operations(""));
    let start = &pages["README.md"];
    for part in [
        "# Runbook of Codes",
        "| P0 | the service is down | 15 min | highest | 1 |",
        "| P1 | a core function is impaired | 1 h | high | 0 |",
        "| P2 | some functions fail | 4 h | medium | 0 |",
        "| P3 | it is slower, or nothing important fails | 1 day | low | 2 |",
        "| 1. Confirm | 2 min |",
        "| 2. Start | 3 min |",
        "| 5. Repair and verify | 30 min |",
        "| 6. Review | within 3 days |",
        "| payments | \\#payments |",
        "[`PAY`](domains/PAY.md) (3)",
        "[`Watchdog`](Watchdog.md)",
    ] {
        assert!(start.contains(part), "{part}\n{start}");
    }
    let systems = &pages["systems.md"];
    for key in ["500", "502", "503", "504", "1040", "1062", "1146", "2003"] {
        assert!(systems.contains(&format!("| `{key}` | ")), "{key}\n{systems}");
    }
    let domain = &pages["domains/PAY.md"];
    assert!(
        domain.contains("[`PAY_PROVIDER_DOWN`](../PAY_PROVIDER_DOWN.md) | P0 | 15 min"),
        "{domain}"
    );
}

/// Follows every relative link of every page, and fails for HTML, images and other schemes.
fn follow(pages: &BTreeMap<String, String>, text: &str) {
    for (path, page) in pages {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for event in Parser::new_ext(page, OPTIONS) {
            match event {
                Event::Html(html) => {
                    assert!(html.starts_with("<!-- Generated by error-catalog"), "{path}: {html}");
                }
                Event::InlineHtml(html) => panic!("{path} has {html:?} for {text:?}"),
                Event::Start(Tag::Image { .. }) => panic!("{path} has an image for {text:?}"),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    if ["https://", "http://", "mailto:"]
                        .iter()
                        .any(|scheme| dest_url.starts_with(scheme))
                    {
                        continue;
                    }
                    let target = match dest_url.strip_prefix("../") {
                        Some("rules.json") if folder.is_empty() => continue,
                        Some(up) => up.to_owned(),
                        None if folder.is_empty() => dest_url.to_string(),
                        None => format!("{folder}/{dest_url}"),
                    };
                    assert!(pages.contains_key(&target), "{path} leads to {dest_url} for {text:?}");
                }
                _ => {}
            }
        }
    }
}

/// What stays of a page if texts are left out: headings, rows of tables, items, blocks of code.
fn shape(page: &str) -> Vec<String> {
    let events = Parser::new_ext(page, OPTIONS).filter_map(|event| match event {
        Event::Start(
            tag @ (Tag::Heading { .. } | Tag::Table(_) | Tag::TableRow | Tag::TableCell),
        ) => Some(format!("{tag:?}")),
        Event::Start(Tag::CodeBlock(_)) => Some("code".to_owned()),
        _ => None,
    });
    events.collect()
}

const HOSTILE: [&str; 12] = [
    "{{ $labels.error_code }} {braces} {",
    "\"quotes\" 'and' \\backslashes\\ \\",
    "line\n# Injected\n\n| a | b |\n|---|---|\n| x | y |",
    "<script>alert(1)</script> <b> <!-- --> &lt;",
    "[c](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "```\n# Injected\n```",
    "~~~\n````\n",
    "服务不可用 | 日本語 | Tiếng Việt",
    "a | b || c",
    "\u{202e}gnp.exe\u{2066}\u{7}",
    "* _ ` ~ $ ! # > - + 1.",
    "$(rm -rf /) `id` && ; %0a",
];

#[test]
fn no_text_breaks_a_page() {
    for text in HOSTILE {
        let found = pages(&catalog(text, "PAY_PROVIDER_DOWN", "PAY"), &operations(text));
        follow(&found, text);
        for (path, page) in &found {
            let titles: Vec<_> = headings(page);
            let ours = titles.iter().filter(|(level, _)| *level <= HeadingLevel::H2);
            assert!(ours.clone().all(|(_, text)| !text.contains("Injected")), "{path}: {titles:?}");
            let first = ours.map(|(level, _)| *level).next();
            assert_eq!(first, Some(HeadingLevel::H1), "{path}");
        }
        // The pages of domains and the start have only texts of one line and doc comments.
        let plain = pages(&catalog("", "PAY_PROVIDER_DOWN", "PAY"), &operations(""));
        let cells = |page: &str| shape(page).iter().filter(|part| *part == "TableCell").count();
        if !text.contains("|---|") {
            for path in ["PAY_PROVIDER_DOWN.md", "domains/PAY.md", "README.md"] {
                assert_eq!(cells(&found[path]), cells(&plain[path]), "{path} for {text:?}");
            }
        }
    }
}

#[test]
fn no_name_leaves_the_folder() {
    let mut known = BTreeSet::new();
    for name in
        HOSTILE.into_iter().chain(["../../etc/passwd", "/etc/passwd", "..", ".", "", "a/b", "CON:"])
    {
        let pages = pages(&catalog("", name, name), &operations(""));
        follow(&pages, name);
        for path in pages.keys() {
            let is_portable = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            let mut parts: Vec<_> = path.split('/').collect();
            let file = parts.pop().unwrap();
            assert!(parts.is_empty() || parts == ["domains"], "{path}");
            assert!(file.chars().all(is_portable) && !file.starts_with('.'), "{path}");
        }
        assert!(
            known.insert(pages.keys().cloned().collect::<Vec<_>>()),
            "{name:?} has pages of another name"
        );
        for (path, page) in &pages {
            assert!(
                headings(page).iter().filter(|(level, _)| *level == HeadingLevel::H1).count() == 1,
                "{path}: {page}"
            );
        }
    }
}
