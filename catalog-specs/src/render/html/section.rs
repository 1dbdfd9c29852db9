//! A code: its line in the list, and its section.

use super::markdown::{self, Heading};
use super::markup::Html;
use super::site::{PlacedEntry, Site, fragment};
use super::{coloured, facts, runbook};
use crate::Dialect;
use crate::json_type::JsonType;
use crate::keys::Audience;
use crate::model::{Detail, Entry, Group, Text};
use crate::render::example::{Examples, placeholder_value};
use crate::status;
use crate::template::{Piece, pieces};

/// Writes a code with its section.
pub(super) fn whole<'c>(
    out: &mut Html,
    site: &Site<'c>,
    placed: &PlacedEntry<'c>,
    examples: &Examples<'c>,
) {
    out.raw("<details");
    data(out, site, placed.entry);
    out.raw("><summary>");
    line(out, placed, examples);
    out.raw("</summary><div class=\"body\" id=\"").text(&placed.anchor).raw("\">");
    former(out, placed);
    out.raw("<div class=\"columns\"><div class=\"about\">");
    let docs = &placed.entry.docs;
    prose(out, &docs.description);
    messages(out, placed, examples, "<h4>Message</h4>");
    bodies(out, site, placed, examples);
    details(out, placed.entry);
    for (section, text) in docs.sections() {
        out.raw("<h4>").raw(section.heading()).raw("</h4>");
        prose(out, text);
    }
    runbook::sections(out, site, placed);
    out.raw("</div>");
    facts::write(out, site, placed);
    out.raw("</div></div></details>\n");
}

/// Writes a code as a line that links to its section on another page.
pub(super) fn listed<'c>(
    out: &mut Html,
    site: &Site<'c>,
    placed: &PlacedEntry<'c>,
    examples: &Examples<'c>,
) {
    out.raw("<div");
    data(out, site, placed.entry);
    out.raw("><a class=\"line\" id=\"").text(&placed.anchor).raw("\" href=\"");
    out.text(site.page(placed.page)).raw("#").text(&fragment(&placed.anchor)).raw("\">");
    line(out, placed, examples);
    out.raw("</a>");
    for (anchor, old) in &placed.former {
        out.raw("<a hidden class=\"find\" id=\"").text(anchor).raw("\" href=\"");
        out.text(site.page(placed.page)).raw("#").text(&fragment(anchor)).raw("\">");
        out.name(old).raw("</a>");
    }
    // The search needs the texts of the section here, and the choice of a language the messages.
    out.raw("<div hidden>");
    messages(out, placed, examples, "");
    out.raw("<p class=\"find\">");
    let docs = &placed.entry.docs;
    out.text(&docs.description).raw("\n");
    for (_, text) in docs.sections() {
        out.text(text).raw("\n");
    }
    for detail in &placed.entry.details {
        out.name(&detail.name)
            .raw(" ")
            .name(&detail.type_name)
            .raw(" ")
            .text(&detail.doc)
            .raw("\n");
        for note in notes(detail) {
            out.raw(note).raw("\n");
        }
        if let Some(class) = &detail.data_class {
            out.raw("data class ").name(class).raw("\n");
        }
    }
    facts::write_values(out, site, placed);
    runbook::write_values(out, site, placed);
    out.raw("</p></div></div>\n");
}

/// Writes the attributes for the filters.
fn data(out: &mut Html, site: &Site<'_>, entry: &Entry) {
    out.raw(if status::is_server(entry.status) {
        " class=\"code s5\""
    } else {
        " class=\"code s4\""
    });
    out.raw(" data-status=\"").number(entry.status.into());
    out.raw("\" data-class=\"").raw(entry.effective_class().as_str());
    if site.audience >= Audience::Operator {
        out.raw("\" data-severity=\"").raw(entry.effective_severity().as_str());
        out.raw("\" data-level=\"").raw(entry.level.as_str());
    }
    out.raw("\"");
}

/// The code, its status and its message.
fn line<'c>(out: &mut Html, placed: &PlacedEntry<'c>, examples: &Examples<'c>) {
    let entry = placed.entry;
    out.raw("<h3>").name(&entry.code).raw("</h3><span class=\"tags\">");
    if let Some(deprecated) = &entry.deprecated {
        out.raw("<span class=\"tag old\">deprecated");
        if let Some(until) = &deprecated.until {
            out.raw(", gone in <bdi>").text(until).raw("</bdi>");
        }
        out.raw("</span>");
    }
    if entry.public_as.is_some() {
        out.raw("<span class=\"tag\">masked</span>");
    }
    for condition in entry.cfg.iter().chain(&placed.group.cfg) {
        out.raw("<span class=\"tag\">").name(condition).raw("</span>");
    }
    out.raw("</span><span class=\"status\"><b>").number(entry.status.into()).raw("</b> ");
    out.raw(status::reason(entry.status).unwrap_or("")).raw("</span>");
    let example = examples.example(placed.group, entry, None);
    out.raw("<span class=\"message\"").lang(example.locale()).raw(">");
    out.text(example.message()).raw("</span>");
    out.raw("<span class=\"class\">").raw(entry.effective_class().as_str()).raw("</span>");
}

fn former(out: &mut Html, placed: &PlacedEntry<'_>) {
    for (anchor, old) in &placed.former {
        out.raw("<p class=\"note find\" id=\"").text(anchor).raw("\"><code>").name(old);
        out.raw("</code> is what this code was called before.</p>");
    }
}

/// The message in every locale. If another code is sent, its message is also the one of this code.
fn messages<'c>(
    out: &mut Html,
    placed: &PlacedEntry<'c>,
    examples: &Examples<'c>,
    heading: &'static str,
) {
    let (group, with_texts) = examples.with_texts(placed.group, placed.entry);
    if with_texts.messages.is_empty() {
        return;
    }
    out.raw(heading).raw("<dl class=\"messages find\">");
    for (at, text) in with_texts.messages.iter().enumerate() {
        let locale = locale_of(group, at, text);
        out.raw("<div><dt>").name(if locale.is_empty() { "text" } else { locale }).raw("</dt><dd");
        out.lang(locale).raw(">");
        template(out, &text.message, placed.entry, with_texts);
        out.raw("</dd></div>");
    }
    out.raw("</dl>");
}

/// The locale of a text; that of the default text comes from the enum.
fn locale_of<'c>(group: &'c Group, at: usize, text: &'c Text) -> &'c str {
    let declared = group.locales.first().filter(|_| at == 0);
    if text.locale.is_empty() { declared.map_or("", String::as_str) } else { &text.locale }
}

/// A message with its placeholders highlighted. Each has its example value, for the choice of a language.
fn template(out: &mut Html, message: &str, entry: &Entry, text_entry: &Entry) {
    for piece in pieces(message) {
        match piece {
            Piece::Text(text) | Piece::Stray(text) => out.text(text),
            Piece::Placeholder(placeholder) => {
                out.raw("<var");
                if let Some(value) = placeholder_value(&placeholder, entry, text_entry) {
                    out.raw(" data-example=\"").text(&value).raw("\"");
                }
                out.raw(">{").name(placeholder.whole).raw("}</var>")
            }
        };
    }
}

fn prose(out: &mut Html, text: &str) {
    if !text.trim().is_empty() {
        out.raw("<div class=\"prose find\">");
        markdown::write(out, text, Heading::Fourth);
        out.raw("</div>");
    }
}

fn details(out: &mut Html, entry: &Entry) {
    if entry.details.is_empty() {
        return;
    }
    out.raw(
        "<h4>Details</h4><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Type</th>\
         <th scope=\"col\">Meaning</th></tr></thead><tbody class=\"find\">",
    );
    for detail in &entry.details {
        out.raw("<tr><th scope=\"row\"><code>").name(&detail.name).raw("</code></th><td><code>");
        out.name(&detail.type_name).raw("</code></td><td>");
        meaning(out, detail);
        out.raw("</td></tr>");
    }
    out.raw("</tbody></table>");
}

fn meaning(out: &mut Html, detail: &Detail) {
    out.raw("<div class=\"prose\">");
    markdown::write(out, &detail.doc, Heading::Fourth);
    out.raw("</div>");
    for note in notes(detail) {
        out.raw("<span class=\"tag\">").raw(note).raw("</span> ");
    }
    if let Some(class) = &detail.data_class {
        out.raw("<span class=\"tag\">data class <code>").name(class).raw("</code></span> ");
    }
}

/// What is special about a detail.
fn notes(detail: &Detail) -> impl Iterator<Item = &'static str> {
    let notes = [
        (JsonType::may_be_absent(detail), "may be absent"),
        (detail.flatten, "its members are details"),
        (detail.display, "sent as text"),
        (detail.retry_after, "how long to wait"),
    ];
    notes.into_iter().filter_map(|(holds, note)| holds.then_some(note))
}

/// The response in every dialect, that of the registry first. Radio buttons work without a script.
fn bodies<'c>(out: &mut Html, site: &Site<'c>, placed: &PlacedEntry<'c>, examples: &Examples<'c>) {
    let settings = &site.catalog.settings;
    let own = Dialect::for_documents(settings);
    let dialects =
        core::iter::once(own).chain(Dialect::ALL.iter().copied().filter(|dialect| *dialect != own));
    let example = examples.example(placed.group, placed.entry, None);
    let message = coloured::Message { text: example.message(), locale: example.locale() };
    out.raw("<fieldset class=\"bodies\"><legend>Answer</legend><div class=\"tabs\">");
    for dialect in dialects.clone() {
        out.raw("<label><input type=\"radio\" name=\"d").number(placed.number);
        out.raw("\" value=\"").raw(dialect.as_str());
        out.raw(if dialect == own { "\" checked>" } else { "\">" });
        out.raw(dialect.as_str()).raw("</label>");
    }
    out.raw("</div>");
    for dialect in dialects {
        let sent = example.status(dialect);
        out.raw("<pre dir=\"ltr\"><s>HTTP ").number(sent.into()).raw(" ");
        out.raw(status::reason(sent).unwrap_or("")).raw("\n");
        for (name, value) in example.headers(dialect) {
            out.raw(name).raw(": ").name(&value).raw("\n");
        }
        out.raw("</s>\n<code>");
        coloured::write(out, &example.body(dialect), message);
        out.raw("</code></pre>");
    }
    out.raw("</fieldset>");
}
