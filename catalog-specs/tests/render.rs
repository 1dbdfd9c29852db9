//! Documents of a catalogue: what they look like, and that no text of it can break them.
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use std::path::Path;

use catalog_specs::model::{
    Catalog, CodeSet, Deprecated, Detail, Docs, Group, HiddenField, HiddenRole,
};
use catalog_specs::model::{Entry, Retired, Settings, Text};
use catalog_specs::{Level, render};
use proptest::prelude::*;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

type Renderer = fn(&Catalog) -> String;

const RENDERERS: [(&str, Renderer); 9] = [
    ("errors.md", render::markdown),
    ("errors.json", render::catalogue),
    ("errors.openapi.json", render::openapi),
    ("errors.ts", render::typescript),
    ("errors.py", render::python),
    ("errors.go", |catalog| render::go(catalog, Path::new("shop/errors.go"))),
    ("ShopErrors.java", |catalog| render::java(catalog, Path::new("java/shop/ShopErrors.java"))),
    ("errors.proto", render::proto),
    ("log_record.schema.json", render::log_record),
];

fn entry(code: &str, status: u16, message: &str) -> Entry {
    let level = if status >= 500 { Level::Error } else { Level::Info };
    let messages = vec![Text { locale: "ja".to_owned(), message: message.to_owned() }];
    Entry { messages, ..Entry::new(code, "Variant", status, level) }
}

fn detail(name: &str, type_name: &str, doc: &str) -> Detail {
    Detail {
        name: name.to_owned(),
        field: name.to_owned(),
        type_name: type_name.to_owned(),
        doc: doc.to_owned(),
        flatten: false,
        display: false,
        retry_after: false,
        data_class: None,
    }
}

/// A catalogue in which every text that is not a name is `text`, and each thing is there once.
fn catalog(text: &str) -> Catalog {
    let text = || text.to_owned();
    let full = Entry {
        display: Some(text()),
        owner: Some(text()),
        title: Some(text()),
        since: Some(text()),
        deprecated: Some(Deprecated {
            since: text(),
            replaced_by: vec!["AUTH_OTHER".to_owned()],
            until: Some(text()),
        }),
        doc_url: Some(text()),
        runbook: Some("https://runbooks.example.com/full".to_owned()),
        ext: vec![("team".to_owned(), text())],
        formerly: vec!["AUTH_OLD".to_owned()],
        details: vec![detail("limit", "Option<u32>", &text()), detail("who", &text(), "")],
        hidden: vec![HiddenField {
            field: "host".to_owned(),
            type_name: text(),
            roles: vec![HiddenRole::Context],
            name: None,
            display: false,
            data_class: None,
        }],
        docs: Docs {
            description: text(),
            causes: text(),
            solutions: text(),
            prevention: text(),
            ..Docs::default()
        },
        cfg: vec![text()],
        messages: ["ja", "en"]
            .map(|locale| Text { locale: locale.to_owned(), message: text() })
            .to_vec(),
        ..entry("AUTH_FULL", 403, "")
    };
    let hidden = Entry {
        messages: Vec::new(),
        public_as: Some("AUTH_OTHER".to_owned()),
        ..entry("AUTH_HIDDEN", 401, "")
    };
    let codes = vec!["AUTH_HIDDEN".to_owned(), "AUTH_OTHER".to_owned()];
    let mut set = CodeSet::new("SignUp", codes);
    set.description = text();
    Catalog {
        name: "Codes".to_owned(),
        description: text(),
        settings: Settings { locales: vec!["ja".to_owned()], ..Settings::default() },
        groups: vec![Group {
            domain: "AUTH".to_owned(),
            type_name: "AuthError".to_owned(),
            module: "crate::auth".to_owned(),
            locales: vec!["ja".to_owned(), "en".to_owned()],
            description: text(),
            non_exhaustive: false,
            cfg: Vec::new(),
            entries: vec![entry("AUTH_OTHER", 401, "別の"), full, hidden],
        }],
        sets: vec![set],
        codeless: Vec::new(),
        retired: vec![Retired { code: "AUTH_GONE".to_owned(), reason: text() }],
    }
}

#[test]
fn documents_equal_the_committed_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rendered");
    for (name, render) in RENDERERS {
        let now = render(&catalog("Text with *stars*, `Vec<u8>` and a | bar."));
        let path = folder.join(name);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &now).unwrap();
        }
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(before == now, "{name} has changed: write it with BLESS=1, and read it\n{now}");
    }
}

#[test]
fn documents_do_not_depend_on_the_order_of_enums() {
    let one = catalog("text");
    let mut other = one.clone();
    other.groups[0].entries.reverse();
    for (name, render) in RENDERERS {
        assert_eq!(render(&one), render(&other), "{name}");
    }
}

#[test]
fn documents_for_clients_lack_codes_that_are_sent_as_another() {
    for (name, render) in RENDERERS {
        let is_shown = render(&catalog("text")).contains("AUTH_HIDDEN");
        let is_internal = matches!(name, "errors.md" | "errors.json" | "log_record.schema.json");
        assert_eq!(is_shown, is_internal, "{name}");
    }
}

#[test]
fn an_empty_catalogue_has_documents() {
    for (name, render) in RENDERERS {
        assert!(!render(&Catalog::default()).is_empty(), "{name}");
    }
}

/// The tables with the entries of each, the headings, and the HTML.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    tables: Vec<usize>,
    headings: usize,
    blocks: usize,
    html: Vec<String>,
}

fn seen(markdown: &str) -> Seen {
    let mut seen = Seen::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Table(_)) => seen.tables.push(0),
            Event::Start(Tag::TableRow) => *seen.tables.last_mut().unwrap() += 1,
            Event::Start(Tag::Heading { .. }) => seen.headings += 1,
            Event::Start(Tag::CodeBlock(_)) => seen.blocks += 1,
            Event::Html(html) | Event::InlineHtml(html) => seen.html.push(html.trim().to_owned()),
            _ => {}
        }
    }
    seen
}

#[test]
fn the_page_has_its_tables_and_anchors() {
    let page = render::markdown(&catalog("text"));
    let seen = seen(&page);
    // The domain's; locales, details and fields of the one that has them; the set's; the retired.
    assert_eq!(seen.tables, [3, 2, 2, 1, 1, 1]);
    assert_eq!(seen.blocks, 3);
    let anchors = [
        "domain-AUTH",
        "AUTH_FULL",
        "AUTH_HIDDEN",
        "AUTH_OTHER",
        "sets",
        "set-SignUp",
        "retired",
        "AUTH_GONE",
    ];
    for anchor in anchors {
        let id = format!("<a id=\"{anchor}\">");
        assert_eq!(seen.html.iter().filter(|html| **html == id).count(), 1, "{anchor}");
    }
    for link in page.split("](#").skip(1) {
        let target = link.split(')').next().unwrap();
        assert!(page.contains(&format!("<a id=\"{target}\">")), "{target}");
    }
}

const PIECES: &[&str] = &[
    "<script>",
    "</script>",
    "<b>",
    "<!--",
    "-->",
    "<?",
    "<![CDATA[",
    "|",
    "`",
    "``",
    "```",
    "~~~",
    "*",
    "_",
    "[",
    "](",
    ")",
    "#",
    "\n",
    "\n\n",
    "\r\n",
    "- ",
    "> ",
    "1. ",
    "    ",
    "\t",
    "===",
    "---",
    "|---|",
    "\\",
    "&lt;",
    "*/",
    "/*",
    "//",
    "@deprecated",
    "\"",
    "'",
    "\u{202e}",
    "\u{2028}",
    "\u{0}",
    "\u{feff}",
    "{",
    "}",
    "{limit}",
    "{{",
    "日本語",
    "Tiếng Việt",
    "<https://a.example/`>",
    "$",
    "word ",
    " ",
];

/// The links and the HTML that a reader of a Markdown text would get.
fn targets(markdown: &str) -> Vec<String> {
    let parser = Parser::new_ext(markdown, Options::all());
    parser
        .filter_map(|event| match event {
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                Some(format!("mailto:{dest_url}"))
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.into_string())
            }
            Event::Html(html) | Event::InlineHtml(html) => Some(html.into_string()),
            _ => None,
        })
        .collect()
}

fn descriptions<'j>(json: &'j serde_json::Value, found: &mut Vec<&'j str>) {
    match json {
        serde_json::Value::Object(members) => {
            found.extend(members.get("description").and_then(|text| text.as_str()));
            members.values().for_each(|member| descriptions(member, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| descriptions(item, found)),
        _ => {}
    }
}

#[test]
fn links_of_a_text_lead_to_the_web_only() {
    for hostile in [
        "[c](javascript:alert(1))",
        "[c](<JavaScript:alert(1)>)",
        "[c](java&#115;cript&colon;alert(1))",
        "<javascript:alert(1)>",
        "[c]\n\n[c]: javascript:alert(1)",
        "![c](data:text/html,x)",
        "[`c`](vbscript:x) [c](file:///etc/passwd) [c](../up)",
        "<a href=\"javascript:alert(1)\">c</a>",
        "<div>\n[c](javascript:alert(1))\n</div>",
    ] {
        // In front of it and behind it are links that are kept.
        let text =
            format!("<https://a.example/>\n\n{hostile}\n\n[b](http://b.example) <c@d.example>");
        let catalog = catalog(&text);
        let openapi = serde_json::from_str(&render::openapi(&catalog)).unwrap();
        let mut found = Vec::new();
        descriptions(&openapi, &mut found);
        assert!(found.iter().any(|text| text.contains("https://a.example/")), "{openapi:#}");
        for target in found.into_iter().flat_map(targets) {
            let is_web = ["https://a.example/", "http://b.example", "mailto:c@d.example"];
            assert!(is_web.contains(&&*target), "{target} of {hostile}");
        }
        let page = render::markdown(&catalog);
        for target in targets(&page) {
            let is_ours = [
                "#",
                "<a id=\"",
                "</a>",
                "<!-- Generated",
                "https://a.example/",
                "http://b.example",
                "mailto:c@d.example",
            ];
            assert!(is_ours.iter().any(|ours| target.starts_with(ours)), "{target} of {hostile}");
        }
        for (name, page) in render::html(&catalog) {
            assert!(
                !page.contains("href=\"javascript") && !page.contains("src=\"data"),
                "{name}: {hostile}"
            );
        }
    }
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        9 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn no_text_brings_html_into_the_page(text in hostile()) {
        let plain = seen(&render::markdown(&catalog("text")));
        // An own doc comment may have tables and code; none of them may be HTML.
        let page = render::markdown(&catalog(&text));
        let seen = seen(&page);
        let count = |seen: &Seen| seen.html.iter().filter(|html| html.starts_with("<a id=")).count();
        prop_assert!(
            seen.html.iter().all(|html| html.starts_with("<a id=\"") || html == "</a>" || html.starts_with("<!-- Generated")),
            "{:?} in {page}", seen.html
        );
        prop_assert_eq!(count(&seen), count(&plain), "{}", page);
    }

    #[test]
    fn no_text_breaks_a_table(text in hostile()) {
        // Without doc comments, which are Markdown of their own, the page is what it is of a word.
        let bare = |text: &str| {
            let mut catalog = catalog(text);
            catalog.description.clear();
            catalog.groups[0].description.clear();
            catalog.sets[0].description.clear();
            catalog.groups[0].entries[1].docs = Docs::default();
            seen(&render::markdown(&catalog))
        };
        prop_assert_eq!(bare(&text), bare("text"));
    }

    #[test]
    fn any_text_is_json(text in hostile()) {
        let catalog = catalog(&text);
        for json in [render::openapi(&catalog), render::catalogue(&catalog)] {
            prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{}", json);
        }
        let read: serde_json::Value = serde_json::from_str(&render::catalogue(&catalog)).unwrap();
        prop_assert_eq!(read["AUTH_FULL"]["message"].as_str(), Some(text.as_str()));
    }

    #[test]
    fn no_text_ends_a_comment(text in hostile()) {
        let catalog = catalog(&text);
        // What is left of a source without its comments and literals does not depend on the text.
        let bare = |source: &str| {
            let mut in_comment = false;
            let mut left = Vec::new();
            for line in source.lines() {
                in_comment |= line.trim_start().starts_with("/**");
                if !in_comment && !line.contains('"') && !line.is_empty() {
                    left.push(line.to_owned());
                }
                in_comment &= !line.contains("*/");
            }
            left
        };
        // A type of any text is no more than a type to guess.
        let with_types = |mut catalog: Catalog| {
            catalog.groups[0].entries[1].details[1].type_name = "String".to_owned();
            catalog
        };
        prop_assert_eq!(
            bare(&render::typescript(&with_types(catalog.clone()))),
            bare(&render::typescript(&with_types(self::catalog("text"))))
        );
        for line in render::proto(&catalog).lines() {
            let known = ["//", "syntax", "package", "enum", "reserved", "}", "AUTH_", "ERROR_"];
            let line = line.trim_start();
            prop_assert!(line.is_empty() || known.iter().any(|word| line.starts_with(word)), "{}", line);
        }
    }
}

/// A client of a service with one language has nothing to choose from.
#[test]
fn texts_by_locale_are_in_typescript_where_there_are_any() {
    let entry = |locale: &str| {
        let messages = vec![Text { locale: locale.into(), message: "empty".into() }];
        Entry { messages, ..Entry::new("CART_EMPTY", "Empty", 400, Level::Info) }
    };
    let of = |entry: Entry| {
        let group = Group { domain: "CART".into(), entries: vec![entry], ..Group::default() };
        render::typescript(&Catalog { groups: vec![group], ..Catalog::default() })
    };
    assert!(!of(entry("")).contains("messages"), "{}", of(entry("")));
    assert!(of(entry("en")).contains("    messages: { en: \"empty\" },\n"), "{}", of(entry("en")));
}

#[test]
fn a_client_waits_a_day_at_most() {
    let wait = Some(std::time::Duration::from_secs(48 * 60 * 60));
    let entry = Entry { retry_after: wait, ..Entry::new("CART_LATE", "Late", 503, Level::Warn) };
    let group = Group { domain: "CART".into(), entries: vec![entry], ..Group::default() };
    let catalog = Catalog { groups: vec![group], ..Catalog::default() };
    for (path, render) in &RENDERERS[3..7] {
        let text = render(&catalog);
        // The description has what the service says.
        let code = text.lines().filter(|line| !line.contains("not before"));
        assert!(!code.clone().any(|line| line.contains("172800")), "{path}: {text}");
        assert_eq!(code.filter(|line| line.contains("86400")).count(), 2, "{path}: {text}");
    }
}

/// `type Limit = Option<u32>;` is a name like any other: the detail must be no condition of a known error.
#[test]
fn a_detail_of_an_unknown_type_is_not_required() {
    let details = vec![detail("limit", "Limit", ""), detail("left", "u32", "")];
    let entry = Entry { details, ..Entry::new("CART_FULL", "Full", 409, Level::Info) };
    let group = Group { domain: "CART".into(), entries: vec![entry], ..Group::default() };
    let catalog = Catalog { groups: vec![group], ..Catalog::default() };
    for (name, required) in [
        ("errors.md", "|`limit`|`Limit`|wherethereisone|"),
        ("errors.openapi.json", r#""required":["left"]"#),
        ("errors.ts", r#"details:["left"],"#),
        ("errors.ts", "readonlylimit?:unknown;"),
        ("errors.py", "limit:Optional[object]=None"),
        ("errors.go", r#"optional(m,"limit",&d.Limit,anything)"#),
        ("ShopErrors.java", "Optional<Object>limit"),
    ] {
        let (_, render) = RENDERERS.iter().find(|(known, _)| *known == name).unwrap();
        let text: String = render(&catalog).split_whitespace().collect();
        assert!(text.contains(required), "{name}: {required}\n{text}");
    }
}

/// In a dialect that has details beside the other members, an error that is sent as the code lacks its details.
#[test]
fn a_code_that_others_are_sent_as_may_lack_its_details() {
    let details = vec![detail("left", "u32", "")];
    let full = Entry { details, ..entry("CART_FULL", 409, "full") };
    let hidden = Entry { public_as: Some("CART_FULL".to_owned()), ..entry("CART_HIDDEN", 409, "") };
    let entries = vec![full, hidden];
    let group = Group { domain: "CART".into(), entries, ..Group::default() };
    let settings = Settings { dialect: "problem".to_owned(), ..Settings::default() };
    let catalog = Catalog { groups: vec![group], settings, ..Catalog::default() };
    for (name, optional) in [
        ("errors.ts", "readonly left?: number;"),
        ("errors.py", "left: Optional[int] = None"),
        ("errors.go", "optional(m, \"left\", &d.Left"),
        ("ShopErrors.java", "Optional<Long> left"),
    ] {
        let (_, render) = RENDERERS.iter().find(|(known, _)| *known == name).unwrap();
        let text = render(&catalog);
        assert!(text.contains(optional), "{name}: {optional}\n{text}");
    }
}
