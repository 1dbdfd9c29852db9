//! Reads the modules of a crate as tokens: what each declares, imports and names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The path of a module within its crate; the root is empty.
pub type ModulePath = Vec<String>;

/// A crate: its modules by path, without those that only tests have.
#[derive(Debug, Default)]
pub struct Crate {
    /// How other crates, and its own derives, name it.
    pub name: String,
    pub modules: BTreeMap<ModulePath, Module>,
    /// `#[macro_export]` puts a macro into the root, whichever module defines it.
    pub exported_macros: BTreeMap<String, ModulePath>,
}

#[derive(Debug, Default)]
pub struct Module {
    /// The file, relative to the root's folder; an inline module has its parent's.
    pub file: String,
    pub children: BTreeSet<String>,
    /// The names of the items that it defines.
    pub items: BTreeSet<String>,
    pub imports: Vec<Import>,
    /// Paths of more than one name outside of `use`.
    pub paths: Vec<Named>,
    /// The `macro_rules!` that it defines.
    pub macros: BTreeSet<String>,
    /// Macros that are called by a plain name.
    pub macro_calls: BTreeSet<String>,
    /// The lines of the `#[derive(ErrorCatalog)]` whose code names the hidden module of the crate.
    pub derives: Vec<usize>,
    /// Every name outside of `use`, without fields and methods.
    pub names: BTreeSet<String>,
}

/// One name of a `use`.
#[derive(Debug, Clone)]
pub struct Import {
    pub path: Vec<String>,
    /// The name it has here; `*` for a glob.
    pub alias: String,
    pub is_public: bool,
    pub line: usize,
}

/// A path in an expression, a type, a macro or an attribute.
#[derive(Debug, Clone)]
pub struct Named {
    pub path: Vec<String>,
    pub line: usize,
}

/// The files of a crate by their path relative to the root's folder.
pub type Files = BTreeMap<String, String>;

/// The Rust files below a folder.
pub fn files_below(root: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

impl Crate {
    /// Reads a crate from its root file on, module by module.
    pub fn read(name: &str, root: &str, files: &Files) -> Self {
        let mut read = Self { name: name.replace('-', "_"), ..Self::default() };
        read.file(root, Path::new(""), &Vec::new(), files);
        read
    }

    /// `folder` is where the files of its child modules are.
    fn file(&mut self, file: &str, folder: &Path, path: &ModulePath, files: &Files) {
        let source = files.get(file).unwrap_or_else(|| panic!("there is no {file}"));
        let tokens: TokenStream = source.parse().unwrap_or_else(|e| panic!("{file}: {e}"));
        self.module(file, folder, path, tokens, files);
    }

    fn module(
        &mut self,
        file: &str,
        folder: &Path,
        path: &ModulePath,
        tokens: TokenStream,
        files: &Files,
    ) {
        let module = Module { file: file.to_owned(), ..Module::default() };
        let mut reader = Reader { module, inner: Vec::new(), exported: Vec::new(), derived: None };
        reader.tokens(tokens, true);
        let Reader { module, inner, exported, .. } = reader;
        self.modules.insert(path.clone(), module);
        for name in exported {
            self.exported_macros.insert(name, path.clone());
        }
        for (name, body) in inner {
            let mut path = path.clone();
            path.push(name.clone());
            let folder = folder.join(&name);
            if let Some(body) = body {
                self.module(file, &folder, &path, body.stream(), files);
                continue;
            }
            let candidates = [folder.with_extension("rs"), folder.join("mod.rs")];
            let candidates = candidates.map(|path: PathBuf| path.to_str().unwrap().to_owned());
            let own = candidates.iter().find(|own| files.contains_key(*own));
            let own = own.unwrap_or_else(|| panic!("{file}: no file for `mod {name};`"));
            self.file(own, &folder, &path, files);
        }
    }
}

/// Macros whose tokens are code of another crate.
const QUOTING: [&str; 4] = ["quote", "quote_spanned", "parse_quote", "parse_quote_spanned"];

struct Reader {
    module: Module,
    inner: Vec<(String, Option<Group>)>,
    exported: Vec<String>,
    /// The line of a derive whose item is still to come.
    derived: Option<usize>,
}

impl Reader {
    /// `is_top`: these tokens are items of the module, not the inside of one.
    fn tokens(&mut self, stream: TokenStream, is_top: bool) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        let mut is_exported = false;
        while at < tokens.len() {
            at = match &tokens[at] {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    let is_inner = is_punct(tokens.get(at + 1), '!');
                    let group = at + 1 + usize::from(is_inner);
                    let Some(TokenTree::Group(attribute)) = tokens.get(group) else {
                        at += 1;
                        continue;
                    };
                    if attribute.delimiter() != Delimiter::Bracket {
                        at += 1;
                        continue;
                    }
                    if is_for_tests(attribute) {
                        if is_inner {
                            return;
                        }
                        at = end_of_item(&tokens, group + 1);
                        is_exported = false;
                        continue;
                    }
                    is_exported |= text(attribute) == "macro_export";
                    self.attribute(attribute);
                    group + 1
                }
                // A variable of a macro, and no name.
                TokenTree::Punct(punct) if punct.as_char() == '$' => {
                    let is_variable = !is_ident(tokens.get(at + 1), "crate")
                        && matches!(tokens.get(at + 1), Some(TokenTree::Ident(_)));
                    at + 1 + usize::from(is_variable)
                }
                TokenTree::Group(group) => {
                    self.tokens(group.stream(), false);
                    at + 1
                }
                TokenTree::Ident(ident) => {
                    self.module.derives.extend(self.derived.take());
                    let next = self.ident(&tokens, at, &ident.to_string(), is_top, is_exported);
                    is_exported = false;
                    next
                }
                _ => at + 1,
            };
        }
    }

    /// Reads from an identifier on, and returns where to go on.
    fn ident(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        ident: &str,
        is_top: bool,
        is_exported: bool,
    ) -> usize {
        let next = tokens.get(at + 1);
        match ident {
            // `pub(in a::b)` names an ancestor and uses nothing of it.
            "pub" if matches!(next, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis && is_visibility(group)) =>
            {
                return at + 2;
            }
            "use" if !is_punct(next, '<') => return self.import(tokens, at),
            "mod" if is_top => {
                let (Some(TokenTree::Ident(name)), Some(body)) = (next, tokens.get(at + 2)) else {
                    return at + 1;
                };
                let body = match body {
                    TokenTree::Group(group) => Some(group.clone()),
                    _ => None,
                };
                self.module.children.insert(name.to_string());
                self.inner.push((name.to_string(), body));
                return at + 3;
            }
            "macro_rules" => {
                if let (true, Some(TokenTree::Ident(name))) =
                    (is_punct(next, '!'), tokens.get(at + 2))
                {
                    self.module.items.insert(name.to_string());
                    self.module.macros.insert(name.to_string());
                    if is_exported {
                        self.exported.push(name.to_string());
                    }
                    return at + 3;
                }
            }
            "struct" | "enum" | "union" | "trait" | "fn" | "type" | "const" | "static"
                if is_top =>
            {
                if let Some(TokenTree::Ident(name)) = next {
                    self.module.items.insert(name.to_string());
                }
            }
            name if is_punct(next, '!') && QUOTING.contains(&name) => return at + 3,
            _ => {}
        }
        let is_member = at > 0 && is_punct(tokens.get(at - 1), '.');
        let is_inside =
            at > 0 && is_punct(tokens.get(at - 1), ':') && at > 1 && is_joint(&tokens[at - 2]);
        let (path, end) = path(tokens, at);
        if is_inside {
            return end;
        }
        if path.len() > 1 {
            self.module.names.insert(path[0].clone());
            self.module.paths.push(Named { path, line: line(&tokens[at]) });
        } else {
            if is_punct(next, '!') && !is_punct(tokens.get(at + 2), '=') {
                self.module.macro_calls.insert(ident.to_owned());
            }
            if !is_member {
                self.module.names.insert(ident.to_owned());
            }
        }
        end
    }

    fn import(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let is_public = match at.checked_sub(1).and_then(|before| tokens.get(before)) {
            Some(TokenTree::Group(_)) => is_ident(tokens.get(at.wrapping_sub(2)), "pub"),
            before => is_ident(before, "pub"),
        };
        let end = (at..tokens.len()).find(|&end| is_punct(tokens.get(end), ';'));
        let end = end.unwrap_or(tokens.len());
        self.tree(&tokens[at + 1..end], &Vec::new(), is_public);
        end + 1
    }

    /// One `use` tree, or several with commas between them.
    fn tree(&mut self, tokens: &[TokenTree], prefix: &[String], is_public: bool) {
        for tree in tokens.split(|token| is_punct(Some(token), ',')) {
            let mut path = prefix.to_vec();
            let mut alias = None;
            let mut rest = tree.iter().peekable();
            // `::name` is another crate.
            if tree.is_empty() || prefix.is_empty() && is_punct(tree.first(), ':') {
                continue;
            }
            let mut is_done = false;
            while let Some(token) = rest.next() {
                match token {
                    TokenTree::Ident(ident) if ident == "as" => {
                        alias = rest.next().map(ToString::to_string);
                    }
                    TokenTree::Ident(ident) => path.push(ident.to_string()),
                    TokenTree::Punct(punct) if punct.as_char() == '*' => path.push("*".to_owned()),
                    TokenTree::Group(group) => {
                        let inner: Vec<_> = group.stream().into_iter().collect();
                        self.tree(&inner, &path, is_public);
                        is_done = true;
                    }
                    _ => {}
                }
            }
            if is_done || path.is_empty() {
                continue;
            }
            if path.last().is_some_and(|last| last == "self") {
                path.pop();
            }
            let alias = alias.or_else(|| path.last().cloned()).unwrap_or_default();
            let line = line(&tree[0]);
            self.module.imports.push(Import { path, alias, is_public, line });
        }
    }

    fn attribute(&mut self, attribute: &Group) {
        let tokens: Vec<_> = attribute.stream().into_iter().collect();
        let (name, arguments) = (tokens.first(), tokens.get(1));
        if is_ident(name, "doc") {
            return;
        }
        if let (true, Some(TokenTree::Group(arguments))) = (is_ident(name, "catalog"), arguments) {
            if text(attribute).contains("crate=crate::") {
                self.derived = None;
            }
            return self.tokens(without_registry(arguments), false);
        }
        self.tokens(attribute.stream(), false);
        // What our own derive expands to names the hidden module, unless `crate = …` says otherwise.
        if let (true, Some(TokenTree::Group(arguments))) = (is_ident(name, "derive"), arguments) {
            let mut derives = arguments.stream().into_iter();
            if derives.any(|token| is_ident(Some(&token), "ErrorCatalog")) {
                self.derived = Some(line(&tokens[0]));
            }
        }
    }
}

/// The path that begins at an identifier, and where it ends.
fn path(tokens: &[TokenTree], at: usize) -> (Vec<String>, usize) {
    let mut path = vec![tokens[at].to_string()];
    let mut at = at + 1;
    while is_punct(tokens.get(at), ':')
        && is_joint(&tokens[at])
        && is_punct(tokens.get(at + 1), ':')
    {
        let Some(TokenTree::Ident(ident)) = tokens.get(at + 2) else { break };
        path.push(ident.to_string());
        at += 3;
    }
    (path, at)
}

/// `#[cfg(test)]`, alone or as one of several conditions that all must hold.
fn is_for_tests(attribute: &Group) -> bool {
    let text = text(attribute);
    let Some(condition) = text.strip_prefix("cfg(").and_then(|rest| rest.strip_suffix(')')) else {
        return false;
    };
    let all = condition.strip_prefix("all(").and_then(|rest| rest.strip_suffix(')'));
    all.unwrap_or(condition).split(',').any(|condition| condition == "test")
}

/// The arguments of `#[catalog(…)]` but for `registry = path`. An enum and the registry that lists it name each other, and
/// the compiler holds them to it.
fn without_registry(arguments: &Group) -> TokenStream {
    let tokens: Vec<_> = arguments.stream().into_iter().collect();
    let arguments = tokens.split(|token| is_punct(Some(token), ','));
    arguments
        .filter(|argument| !is_ident(argument.first(), "registry"))
        .flatten()
        .cloned()
        .collect()
}

/// Where the item ends whose attribute ends before `at`.
fn end_of_item(tokens: &[TokenTree], mut at: usize) -> usize {
    let mut ends_with_semicolon = false;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Ident(ident) => {
                ends_with_semicolon |= ident == "use"
                    || ident == "const" && !is_ident(tokens.get(at), "fn")
                    || ident == "static"
                    || ident == "type"
                    || ident == "let";
            }
            TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ',') => return at,
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Brace && !ends_with_semicolon =>
            {
                return at;
            }
            _ => {}
        }
    }
    at
}

/// A group's text without spaces.
fn text(group: &Group) -> String {
    group.stream().to_string().split_whitespace().collect()
}

fn is_visibility(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    ["crate", "super", "self", "in"].iter().any(|word| is_ident(first.as_ref(), word))
}

fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}

fn is_ident(token: Option<&TokenTree>, name: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == name)
}

/// The first of the two characters of `::`.
fn is_joint(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':' && punct.spacing() == proc_macro2::Spacing::Joint)
}

fn line(token: &TokenTree) -> usize {
    token.span().start().line
}
