//! `import`: converts a spec to Rust.

use catalog_specs::{Json, spec, write_file};

use crate::answer::{Answer, Failure};
use crate::arguments::Import;
use crate::files;
use crate::printing::{Style, visible};

pub(crate) fn run(args: &Import) -> Result<Answer, Failure> {
    let text = files::read(&args.spec)?;
    let catalog =
        spec::read(&text, &args.spec.display().to_string()).map_err(Failure::Unreadable)?;
    let rust = spec::import(&catalog);
    let Some(out) = &args.out else {
        let json = Json::object([("rust", Json::from(rust.as_str()))]);
        return Ok(Answer::file(rust, json));
    };
    let shown = visible(&out.display().to_string());
    if out.exists() && !args.force {
        let cure = "write to another place, or over it with `--force`";
        return Err(Failure::unreadable(format!("`{shown}` exists already"), cure));
    }
    if !args.write.allow_outside {
        files::check_all_inside(None, [out.as_path()])?;
    }
    write_file(out, &rust)?;
    let text = format!("{} {shown}\n", Style::GOOD.paint("wrote"));
    Ok(Answer::new(text, Json::object([("written", Json::list([out.display().to_string()]))])))
}
