//! The site, read by a parser that browsers agree with: it is well formed, nothing of a catalogue
//! becomes markup, every code has its anchor, and nothing is loaded from anywhere.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a failing test is meant to panic"
)]

mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use catalog_specs::keys::Audience;
use catalog_specs::model::Catalog;
use catalog_specs::operations::Operations;
use catalog_specs::{Audience as Edition, Format, RenderContext, render};
use sample::hostile;
use scraper::{ElementRef, Html, Selector};

fn page(catalog: &Catalog) -> String {
    let pages = render::html(catalog);
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0].0, "index.html");
    pages[0].1.clone()
}

fn parse(page: &str) -> Html {
    Html::parse_document(page)
}

fn all<'d>(document: &'d Html, selector: &str) -> Vec<ElementRef<'d>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

fn ids(document: &Html) -> Vec<&str> {
    all(document, "[id]").iter().map(|element| element.attr("id").unwrap()).collect()
}

#[test]
fn every_code_has_one_unique_anchor() {
    let catalog = sample::rich();
    let page = page(&catalog);
    let document = parse(&page);
    let ids = ids(&document);
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    let known = catalog.entries().flat_map(|(_, entry)| entry.formerly.iter().chain([&entry.code]));
    for code in known.chain(catalog.retired.iter().map(|retired| &retired.code)) {
        assert!(unique.contains(&code.as_str()), "{code}");
    }
    let order: Vec<_> = all(&document, "section.domain h3").into_iter().map(text).collect();
    let mut sorted = order.clone();
    sorted.sort();
    assert_eq!(order, sorted);
}

#[test]
fn every_link_has_a_target() {
    for catalog in [sample::rich(), sample::long(2_600), hostile()] {
        // Of a long catalogue the list and a page of codes: to read all takes a minute.
        let pages: BTreeMap<_, _> = render::html(&catalog).into_iter().take(2).collect();
        let documents: BTreeMap<_, _> =
            pages.iter().map(|(name, page)| (name.as_str(), parse(page))).collect();
        let known: BTreeMap<_, BTreeSet<&str>> = documents
            .iter()
            .map(|(name, document)| (*name, ids(document).into_iter().collect()))
            .collect();
        for (name, document) in &documents {
            for link in all(document, "a[href]") {
                let href = link.attr("href").unwrap();
                if href.starts_with("https://") {
                    continue;
                }
                let (file, fragment) = href.split_once('#').unwrap_or((href, ""));
                let file = file.split('?').next().filter(|file| !file.is_empty()).unwrap_or(name);
                let anchor = decoded(fragment);
                let Some(anchors) = known.get(file) else { continue };
                assert!(
                    anchor.is_empty() || anchors.contains(anchor.as_str()),
                    "{name}: {href:?} leads nowhere"
                );
            }
        }
    }
}

fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let [first, after @ ..] = rest {
        if let (b'%', [high, low, after @ ..]) = (first, after) {
            let digits = [*high, *low];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
            rest = after;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_page_is_well_formed() {
    for (name, catalog) in [
        ("rich", sample::rich()),
        ("long", sample::long(30)),
        ("hostile", hostile()),
        ("empty", Catalog::default()),
    ] {
        for (path, page) in render::html(&catalog) {
            let document = parse(&page);
            assert_eq!(
                document.errors,
                Vec::<std::borrow::Cow<'static, str>>::new(),
                "{name} {path}"
            );
        }
    }
}

/// The elements and attributes of a page whose texts are hostile are those of one whose are not.
#[test]
fn hostile_text_is_text() {
    let page = page(&hostile());
    let document = parse(&page);
    assert_eq!(all(&document, "script").len(), 1);
    assert_eq!(all(&document, "style").len(), 1);
    assert!(all(&document, "img, iframe, object, embed, link, base, audio, video").is_empty());
    let rich = sample::rich();
    let rich = parse(&render::html(&rich)[0].1);
    let shapes = |document: &Html| -> BTreeSet<String> {
        let mut shapes = BTreeSet::new();
        for element in all(document, "*") {
            for (name, _) in element.value().attrs() {
                shapes.insert(format!("{} {name}", element.value().name()));
            }
        }
        shapes
    };
    let strange: Vec<_> = shapes(&document).difference(&shapes(&rich)).cloned().collect();
    assert!(strange.is_empty(), "{strange:?}");
    for element in all(&document, "[href]") {
        let href = element.attr("href").unwrap();
        let safe = href.starts_with('#')
            || href.starts_with('?')
            || href.starts_with("https://a.example/");
        assert!(safe, "{href}");
    }
    // All of it is there to be read, as text.
    let read = text(all(&document, "section.domain").remove(0));
    assert!(read.contains("<script>alert(1)</script>"));
    let code = text(all(&document, "h3").remove(0));
    assert!(code.contains("‹U+202E›"), "a code shows what would turn it around: {code}");
}

/// A mark that turns the direction of writing ends with the element it stands in.
#[test]
fn bidirectional_texts_are_isolated() {
    let page = page(&hostile());
    let document = parse(&page);
    for element in all(&document, "*") {
        let own: String = element
            .children()
            .filter_map(|node| node.value().as_text())
            .map(|text| &**text)
            .collect();
        let raw = ["script", "style", "title"].contains(&element.value().name());
        if own.contains('\u{202e}') && !raw {
            let isolated =
                element.ancestors().filter_map(ElementRef::wrap).chain([element]).any(|around| {
                    around.attr("dir").is_some()
                        || around.value().name() == "pre"
                        || around.value().name() == "bdi"
                        || around.attr("hidden").is_some()
                });
            assert!(isolated, "{}", element.html());
        }
    }
}

#[test]
fn no_page_loads_a_file_or_allows_another_script() {
    for (_, page) in render::html(&sample::rich())
        .into_iter()
        .chain(render::html(&sample::long(2_600)).into_iter().skip(1).take(1))
    {
        let document = parse(&page);
        assert!(
            all(&document, "[src], [srcset], [style], link, [data], [action], [poster], [onclick]")
                .is_empty()
        );
        let style = text(all(&document, "style").remove(0));
        assert!(!style.contains("url(") && !style.contains("@import"));
        let script = text(all(&document, "script").remove(0));
        for asking in [
            "fetch(",
            "XMLHttpRequest",
            "import(",
            "innerHTML",
            "eval(",
            "WebSocket",
            "http:",
            "https:",
        ] {
            assert!(!script.contains(asking), "{asking}");
        }
        let policy = all(&document, "meta[http-equiv=Content-Security-Policy]").remove(0);
        let policy = policy.attr("content").unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}

#[test]
fn every_value_is_in_the_section_of_its_code() {
    let (catalog, probes) = sample::planted();
    let document = parse(&page(&catalog));
    for probe in probes.iter().filter(|probe| probe.is_planted) {
        let section = all(&document, &format!("[id='{}']", probe.code)).remove(0);
        let section = section.parent().and_then(ElementRef::wrap).unwrap();
        assert!(text(section).contains(&probe.text), "{}: {}", probe.code, probe.text);
    }
}

/// What the search of the script goes over: see `texts` in `site.js`.
fn searched(code: ElementRef<'_>) -> String {
    let selector = "summary > *, .line > *, .find, .facts > div:not([class]) > dd";
    let parts = Selector::parse(selector).unwrap();
    code.select(&parts).map(text).collect::<Vec<_>>().join("\n")
}

/// The runbook of a code is found as well, on one page and on the list of a long catalogue.
#[test]
fn the_search_goes_over_the_runbook_and_the_notes_of_details() {
    let mut operations = Operations::default();
    operations.runbook = Some("https://runbooks.example.com/{code}".into());
    operations.dashboard = Some("https://grafana.example.com/{code}".into());
    operations.logs = vec![("planted-tool".into(), "planted-query".into())];
    operations.recovery = vec![("planted-action".into(), "planted-command".into())];
    operations.contacts = vec![("ops".into(), "planted-contact".into())];
    operations.escalation = vec!["ops".into()];
    let mut long = sample::long(2_600);
    long.groups.extend(sample::rich().groups);
    for catalog in [sample::rich(), long] {
        let (_, index) = render::html_for_operators(&catalog, &operations).remove(0);
        let document = parse(&index);
        let code = |name: &str| {
            let found = all(&document, &format!("[id='{name}']")).remove(0);
            ElementRef::wrap(found.parent().unwrap()).unwrap()
        };
        let told = searched(code("RESERVATION_SLOT_UNAVAILABLE"));
        for shown in [
            "planted-tool",
            "planted-query",
            "planted-action",
            "planted-command",
            "planted-contact",
            "grafana.example.com/RESERVATION_SLOT_UNAVAILABLE",
            "runbooks.example.com/RESERVATION_SLOT_UNAVAILABLE",
            "within ",
            "may be absent",
        ] {
            assert!(told.contains(shown), "{shown}: {told}");
        }
    }
}

/// Sets are what endpoints answer, and the codes in them are current.
#[test]
fn sets_are_no_retired_codes() {
    let document = parse(&page(&sample::rich()));
    let names = |selector: &str| all(&document, selector).into_iter().map(text).collect::<Vec<_>>();
    assert_eq!(names(".sets dt"), ["SignUp"]);
    assert_eq!(names(".retired dt"), ["PAYMENT_CHEQUE_BOUNCED", "USER_LOCKED"]);
}

#[test]
fn the_chart_has_a_row_for_each_domain() {
    let document = parse(&page(&sample::many_domains(42)));
    assert_eq!(all(&document, ".chart tbody tr").len(), 42);
    let counts: usize = all(&document, ".chart td a")
        .into_iter()
        .map(|cell| text(cell).parse::<usize>().unwrap())
        .sum();
    assert_eq!(counts, 42 * 4);
}

/// The runbook is for operators: the settings of operations reach the internal edition only.
#[test]
fn the_runbook_is_in_the_internal_site_only() {
    let mut operations = Operations::default();
    operations.runbook = Some("https://runbooks.example.com/{code}".into());
    operations.dashboard = Some("https://grafana.example.com/{code}".into());
    operations.logs = vec![("Loki <b>".into(), "planted-query {code} <script>".into())];
    operations.recovery = vec![("planted-action".into(), "planted-command {code}".into())];
    operations.contacts = vec![("ops".into(), "planted-contact".into())];
    operations.escalation = vec!["ops".into()];
    let mut context = RenderContext::default();
    context.operations = operations;
    for catalog in [sample::rich(), sample::long(2_600)] {
        let pages = |audience| Format::Html.render_with(&catalog, audience, &context);
        let text = |pages: &[(PathBuf, String)]| -> String {
            pages.iter().map(|(_, page)| page.as_str()).collect()
        };
        let (internal, public) = (pages(Edition::Internal), pages(Edition::Public));
        let (_, entry) = catalog.sorted()[0];
        let planted = [
            format!("planted-query {} &lt;script&gt;", entry.code),
            format!("planted-command {}", entry.code),
            "planted-action".to_owned(),
            "planted-contact".to_owned(),
            format!("https://grafana.example.com/{}", entry.code),
            format!("https://runbooks.example.com/{}", entry.code),
        ];
        let (internal_text, public_text) = (text(&internal), text(&public));
        for planted in planted {
            assert!(internal_text.contains(&planted), "{planted}");
        }
        let words = ["planted", "runbooks.example.com", "grafana.example.com", "page:incidents"];
        let further = ["Incidents", "Escalation", "Response", "On call", "Quick recovery"];
        for word in words.into_iter().chain(further) {
            assert!(internal_text.contains(word), "{word}");
            assert!(!public_text.contains(word), "{word}");
        }
        for (path, page) in internal.iter().take(2) {
            let document = parse(page);
            let none = Vec::<std::borrow::Cow<'static, str>>::new();
            assert_eq!(document.errors, none, "{}", path.display());
        }
    }
}

/// The files of the public edition, whole pages and lists of a long catalogue, have no text for others.
#[test]
fn public_files_have_no_internal_text() {
    let (planted, probes) = sample::planted();
    let mut long = sample::long(2_600);
    long.groups.extend(planted.groups.clone());
    for catalog in [planted, long] {
        let public: String =
            render::public_html(&catalog).into_iter().map(|(_, text)| text).collect();
        let internal: String = render::html(&catalog).into_iter().map(|(_, text)| text).collect();
        for probe in probes.iter().filter(|probe| probe.audience > Audience::Client) {
            // A vocabulary's words are those of the script and of other keys as well.
            if probe.text.to_lowercase().contains("planted") {
                assert!(internal.contains(&probe.text), "{}", probe.text);
                assert!(!public.contains(&probe.text), "{}", probe.text);
            }
        }
    }
}

#[test]
fn messages_have_their_language() {
    let page = page(&sample::rich());
    let document = parse(&page);
    for (lang, message) in [
        ("ja", "メールアドレスまたはパスワードが正しくありません"),
        ("zh-TW", "電子郵件地址或密碼不正確"),
        ("zh-CN", "电子邮件地址或密码不正确"),
        ("vi", "Địa chỉ e-mail hoặc mật khẩu không đúng"),
    ] {
        let told = all(&document, &format!("dd[lang={lang}]"));
        assert!(told.into_iter().any(|told| text(told) == message), "{lang}");
    }
    let first = all(&document, "summary .message[lang=ja]");
    assert_eq!(first.len(), sample::rich().entries().count());
}

#[test]
fn every_declared_value_is_shown() {
    let page = page(&sample::rich());
    let document = parse(&page);
    let told = |code: &str| text(all(&document, &format!("#{code}")).remove(0));
    let down = told("AUTH_PROVIDER_DOWN");
    for fact in [
        "CRITICAL",
        "UNAVAILABLE",
        "transient: 2 tries, after 2 s, 2 s",
        "Retry-After: 60",
        "identity-provider",
        "external_api",
        "identity-primary",
        "identity provider {host} timed out",
        "token: Secret<String>",
        "cause: std::io::Error",
        "AuthError::ProviderDown",
    ] {
        assert!(down.contains(fact), "{fact}: {down}");
    }
    let blocked = told("USER_BLOCKED");
    assert!(blocked.contains("Sent asUSER_NOT_FOUND"), "{blocked}");
    let slot = told("RESERVATION_SLOT_UNAVAILABLE");
    for detail in ["slot_start", "Option<DateTime<FixedOffset>>", "may be absent", "next_free"] {
        assert!(slot.contains(detail), "{detail}");
    }
    let bad = told("AUTH_TOKEN_BAD");
    assert!(bad.contains("since 2.4, gone in 3.0"), "{bad}");
    for dialect in ["standard", "problem", "google", "flat", "agent"] {
        let tabs = all(&document, &format!("#AUTH_TOKEN_BAD input[value={dialect}]"));
        assert_eq!(tabs.len(), 1, "{dialect}");
    }
    for body in all(&document, "pre[dir] code") {
        let body = text(body);
        assert!(serde_json::from_str::<serde_json::Value>(&body).is_ok(), "{body}");
    }
}

#[test]
fn the_same_catalogue_gives_the_same_pages() {
    for catalog in [sample::rich(), sample::long(2_600)] {
        let pages = render::html(&catalog);
        assert_eq!(pages, render::html(&catalog));
        let mut turned = catalog;
        turned.groups.reverse();
        for group in &mut turned.groups {
            group.entries.reverse();
        }
        assert_eq!(
            pages,
            render::html(&turned),
            "the order of declaration is not that of the site"
        );
    }
}

/// A long catalogue: one page lists all, every link from outside leads there and from there on.
#[test]
fn a_long_catalogue_is_split_into_pages_of_domains() {
    let catalog = sample::long(10_000);
    let start = Instant::now();
    let pages = render::html(&catalog);
    let took = start.elapsed();
    // Far more than an optimised build may take, so that only a change of kind fails here.
    assert!(took < Duration::from_secs(if cfg!(debug_assertions) { 600 } else { 50 }), "{took:?}");
    let names: BTreeSet<_> = pages.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), pages.len());
    assert!(names.contains("index.html") && names.contains("codes-AUTH.html"), "{names:?}");
    let index = &pages[0].1;
    assert_eq!(index.matches("<a class=\"line\"").count(), 10_000);
    assert!(
        index.contains("id=\"AUTH_TOKEN_EXPIRED\" href=\"codes-AUTH.html#AUTH_TOKEN_EXPIRED\"")
    );
    let told: usize =
        pages.iter().skip(1).map(|(_, page)| page.matches("<details class=\"code").count()).sum();
    assert_eq!(told, 10_000);
}

/// One code compiled in two ways is two entries of one name.
#[test]
fn two_entries_of_one_code_have_two_anchors() {
    let mut catalog = sample::rich();
    let again = catalog.groups[0].entries[0].clone();
    catalog.groups[0].entries.push(again);
    let page = page(&catalog);
    let document = parse(&page);
    let ids = ids(&document);
    assert!(
        ids.contains(&"AUTH_INVALID_CREDENTIALS") && ids.contains(&"AUTH_INVALID_CREDENTIALS~2")
    );
}
