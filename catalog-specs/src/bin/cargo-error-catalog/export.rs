//! `export`: one document.

use std::path::Path;

use catalog_specs::{Format, Json, write_file};

use crate::answer::{Answer, Failure};
use crate::arguments::{Export, ExportFormat};
use crate::printing::{Style, plural, visible};
use crate::progress::Working;
use crate::sources::Loaded;

pub(crate) fn run(asked: &Export, working: &Working) -> Result<Answer, Failure> {
    let format = asked.format.format();
    if format == Format::Html && asked.out.is_none() {
        let cure = "name a folder for it: `--out docs/errors`";
        return Err(Failure::usage("a site is several files, and stdout is one", cure));
    }
    let catalog = Loaded::asked(&asked.source, working)?.whole()?;
    let files = working.on("writing the document", |_| format.render(&catalog));
    let named = ("format", Json::from(format.as_str()));
    let Some(out) = &asked.out else {
        let text: String = files.into_iter().map(|(_, text)| with_end(text)).collect();
        let json = Json::object([named, ("text", text.as_str().into())]);
        return Ok(Answer::of(text, json));
    };
    let mut written = Vec::new();
    for (below, text) in files {
        let path = if below == Path::new("") { out.clone() } else { out.join(below) };
        write_file(&path, &with_end(text))?;
        written.push(path.display().to_string());
    }
    let shown = visible(&out.display().to_string());
    let text = match written.len() {
        1 => format!("{} {shown}\n", Style::GOOD.paint("wrote")),
        count => format!("{} {} to {shown}\n", Style::GOOD.paint("wrote"), plural(count, "file")),
    };
    Ok(Answer::of(text, Json::object([named, ("written", Json::list(written))])))
}

/// A text file ends with a line.
fn with_end(text: String) -> String {
    if text.ends_with('\n') { text } else { text + "\n" }
}

impl ExportFormat {
    const fn format(self) -> Format {
        match self {
            Self::Markdown => Format::Markdown,
            Self::Html => Format::Html,
            Self::Json => Format::Json,
            Self::Spec => Format::Spec,
            Self::Openapi => Format::OpenApi,
            Self::Typescript => Format::TypeScript,
            Self::Proto => Format::Proto,
        }
    }
}
