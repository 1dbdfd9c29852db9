//! `export`: writes one document.

use std::path::{Path, PathBuf};

use catalog_specs::{Audience, Json, RenderContext, may_overwrite, write_file};

use crate::answer::{Answer, Failure};
use crate::arguments::Export;
use crate::files;
use crate::printing::{Style, plural, visible};
use crate::progress::Working;
use crate::sources::Loaded;

pub(crate) fn run(args: &Export, working: &Working) -> Result<Answer, Failure> {
    let format = args.format;
    if format.is_folder() && args.out.is_none() {
        let message = format!("`{}` is several files, and stdout is one", format.as_str());
        let cure = format!("name a folder for it: `--out {}`", format.example());
        return Err(Failure::usage(message, cure));
    }
    if let Some(out) = &args.out {
        format.check_path(out).map_err(|problem| Failure::usage(problem.message, problem.help))?;
    }
    let loaded = Loaded::read(&args.source, working)?;
    let notes = loaded.note_on_result("the document is incomplete");
    let not_compared = !loaded.sees_every_code();
    let package = loaded.package.as_ref().map(|package| package.place().to_owned());
    let origin = ("catalogue", Json::from(loaded.origin.as_str()));
    let operations = loaded.operations.clone().unwrap_or_default();
    let catalog = loaded.whole()?;
    let mut context = RenderContext::default();
    context.operations = operations;
    context.path = args.out.clone().unwrap_or_else(|| PathBuf::from(format.example()));
    let audience = format.audiences().first().copied().unwrap_or(Audience::Internal);
    let rendered =
        working.on("writing the document", |_| format.render_with(&catalog, audience, &context));
    let named = ("format", Json::from(format.as_str()));
    let Some(out) = &args.out else {
        let text: String = rendered.into_iter().map(|(_, text)| with_newline(text)).collect();
        let json = Json::object([named, origin, ("text", text.as_str().into())]);
        return Ok(Answer { notes, not_compared, ..Answer::file(text, json) });
    };
    let placed = |(below, text): (PathBuf, String)| {
        (if below == Path::new("") { out.clone() } else { out.join(below) }, text)
    };
    let rendered: Vec<_> = rendered.into_iter().map(placed).collect();
    // Checked before the first file is written.
    if !args.write.allow_outside {
        files::check_all_inside(
            package.as_deref(),
            rendered.iter().map(|(path, _)| path.as_path()),
        )?;
    }
    if !args.force {
        let cure = "write to another place, or over it with `--force`";
        let taken = rendered.iter().filter_map(|(path, _)| may_overwrite(path, cure).err());
        let taken: Vec<_> = taken.collect();
        if !taken.is_empty() {
            return Err(Failure::Unreadable(taken));
        }
    }
    let mut written = Vec::new();
    for (path, text) in rendered {
        write_file(&path, &with_newline(text))?;
        written.push(path.display().to_string());
    }
    let shown = visible(&out.display().to_string());
    let text = match written.len() {
        1 => format!("{} {shown}\n", Style::GOOD.paint("wrote")),
        count => format!("{} {} to {shown}\n", Style::GOOD.paint("wrote"), plural(count, "file")),
    };
    let json = Json::object([named, origin, ("written", Json::list(written))]);
    Ok(Answer { notes, not_compared, ..Answer::new(text, json) })
}

/// Adds the newline that a text file ends with.
fn with_newline(text: String) -> String {
    if text.ends_with('\n') { text } else { text + "\n" }
}
