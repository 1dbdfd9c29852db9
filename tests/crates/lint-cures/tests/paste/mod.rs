//! Pastes the help of a lint where the lint reports, as a reader of the report does.

use catalog_specs::Problem;

/// The source with the cure of a problem; `None` where the help does not fit the place.
pub(crate) fn cured(source: &str, problem: &Problem) -> Option<String> {
    let codes: Vec<&str> = problem.help.split('`').skip(1).step_by(2).collect();
    let place = problem.place.as_ref()?;
    let line = source.lines().nth(place.line - 1)?;
    let at = offset(source, place.line, place.column);
    let cure = *codes.first().unwrap_or(&"");
    let cured = match problem.rule? {
        "swallowed-result" => {
            let (start, end) = find(source, cure.strip_suffix('?')?, at)?;
            let before = source[..start].trim_end();
            let before =
                ["let _ =", "drop("].iter().find_map(|wrapper| before.strip_suffix(wrapper));
            let after = &source[end..];
            let after = [".ok()", ".unwrap_or_default()", ")"]
                .iter()
                .find_map(|wrapper| after.strip_prefix(wrapper))
                .unwrap_or(after);
            format!("{}{cure}{after}", before.unwrap_or(&source[..start]))
        }
        "unwrap-in-handler" => {
            let (start, end) = find(source, cure.strip_suffix(".or_internal()?")?, at)?;
            let end = end_of_call(source, end)?;
            format!("{}{cure}{}", &source[..start], &source[end..])
        }
        "printed-error" => {
            let cure = codes.iter().find(|code| code.contains("::error!"))?;
            let end = end_of_call(source, at)?;
            format!("{}{cure}{}", &source[..at], &source[end..])
        }
        "hand-made-500" => {
            let pasted = if let Some(value) = cure.strip_suffix(".or_internal()?") {
                let (start, end) = find(source, value, at)?;
                let end = end_of_call(source, end)?;
                match source[end..].strip_prefix('?') {
                    Some(after) => format!("{}{cure}{after}", &source[..start]),
                    None => format!("{}Ok({cure}){}", &source[..start], &source[end..]),
                }
            } else {
                let start = source[..at].rfind("Err(")?;
                let end = end_of_call(source, start)?;
                format!("{}{cure}{}", &source[..start], &source[end..])
            };
            let pasted =
                with_result(&pasted, at, codes.iter().find(|code| code.starts_with("Result<"))?)?;
            // The status is needed no more.
            pasted.replace("use axum::http::StatusCode;\n", "")
        }
        "unused-allow" => source.replace(&format!("{line}\n"), ""),
        "allow-without-reason" => source.replace(line.trim(), cure),
        "unknown-allow" => match codes.iter().find(|code| code.starts_with("//")) {
            Some(form) => source.replace(line.trim(), &form.replace("LINT", "unwrap-in-handler")),
            None => source.replace("swalowed-result", cure),
        },
        _ => return None,
    };
    let imports = codes.iter().filter(|code| code.starts_with("use "));
    Some(imports.fold(cured, |cured, import| with_import(&cured, import)))
}

/// Adds the names of `use error_catalog::{A, B};` that the source does not import yet.
fn with_import(source: &str, import: &str) -> String {
    let names = import.trim_end_matches(';').rsplit("::").next().unwrap_or_default();
    let imported = |name: &str| {
        let is_word = |c: char| !(c.is_alphanumeric() || c == '_');
        source
            .lines()
            .any(|line| line.starts_with("use ") && line.split(is_word).any(|word| word == name))
    };
    let names = names.trim_matches(['{', '}']).split(", ").filter(|name| !imported(name));
    let imports: Vec<_> = names.map(|name| format!("use error_catalog::{name};\n")).collect();
    source.replacen("\nuse ", &format!("\n{}use ", imports.concat()), 1)
}

/// The source whose function around a position returns `Result<_, Failure<Codes>>`.
fn with_result(source: &str, at: usize, result: &str) -> Option<String> {
    let start = source[..at].rfind("-> Result<")?;
    let end = start + source[start..].find(" {\n")?;
    let (value, _) = source[start..end].strip_prefix("-> Result<")?.split_once(", ")?;
    let result = result.replacen('_', value, 1);
    Some(format!("{}-> {result}{}", &source[..start], &source[end..]))
}

/// The last range up to the line of a position whose code is the same, whatever spaces and comments are between.
fn find(source: &str, code: &str, at: usize) -> Option<(usize, usize)> {
    let wanted: Vec<char> = significant(code).into_iter().map(|(_, c)| c).collect();
    let known = significant(source);
    let line_end = source[at..].find('\n').map_or(source.len(), |end| at + end);
    let starts = (0..=known.len().checked_sub(wanted.len())?).rev();
    let mut matching = starts.filter(|start| {
        known[*start..].iter().zip(&wanted).all(|((_, known), wanted)| known == wanted)
    });
    let start = matching.find(|start| known[*start].0 < line_end)?;
    let (last, c) = known[start + wanted.len() - 1];
    Some((known[start].0, last + c.len_utf8()))
}

/// The characters of code with their positions, without spaces and comments.
fn significant(source: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let code = line.split(" // ").next().unwrap_or_default();
        let code = if code.trim_start().starts_with("// ") { "" } else { code };
        let characters = code.char_indices().filter(|(_, c)| !c.is_whitespace());
        found.extend(characters.map(|(column, c)| (at + column, c)));
        at += line.len();
    }
    found
}

/// The end of the call that begins at or after a position.
fn end_of_call(source: &str, from: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in source[from..].char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(from + at + 1),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The position of a line and a column, both from 1.
fn offset(source: &str, line: usize, column: usize) -> usize {
    let before: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let text = &source[before..];
    before + text.char_indices().nth(column - 1).map_or(text.len(), |(at, _)| at)
}
