//! Lists the public face of a crate from its sources: modules, items, variants, fields and methods.
//!
//! `pub use` is followed within the crate. Items behind `#[doc(hidden)]` are left out, and so are trait impls.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{Attribute, ImplItem, Item, ItemImpl, TraitItem, Type, UseTree, Visibility};

/// The module path of an item, without the crate.
type ModulePath = Vec<String>;

/// A module: its items, whether it is public, and its condition.
struct Module {
    items: Vec<Item>,
    is_public: bool,
    condition: String,
}

/// The sources of a crate by their modules.
pub struct Sources {
    krate: &'static str,
    modules: BTreeMap<ModulePath, Module>,
}

/// The crates whose items the facade and `catalog-specs` pass on.
const OTHER_CRATES: [&str; 2] = ["catalog_specs_core", "error_catalog_derive"];

/// An import: where it points, the name it gives, and its attributes.
struct Import {
    path: ModulePath,
    name: String,
}

impl Sources {
    /// Reads all modules of a crate, starting with `src/lib.rs`.
    pub fn read(krate: &'static str, root: &Path) -> Self {
        let mut sources = Self { krate, modules: BTreeMap::new() };
        let items = parse(&root.join("lib.rs"));
        sources.add(Vec::new(), root, Module { items, is_public: true, condition: String::new() });
        sources
    }

    fn add(&mut self, path: ModulePath, folder: &Path, module: Module) {
        for item in &module.items {
            let Item::Mod(child) = item else { continue };
            if is_hidden(&child.attrs) || condition(&child.attrs) == " [test]" {
                continue;
            }
            let name = child.ident.to_string();
            let below = folder.join(&name);
            let items = match &child.content {
                Some((_, items)) => items.clone(),
                None => parse(&file_of(folder, &name)),
            };
            let is_public = is_public(&child.vis);
            let condition = condition(&child.attrs);
            let path = [path.as_slice(), &[name]].concat();
            self.add(path, &below, Module { items, is_public, condition });
        }
        self.modules.insert(path, module);
    }

    /// The listing: a heading for each public module, a line for each item and member.
    pub fn list(&self) -> String {
        let mut text = String::new();
        for (path, module) in &self.modules {
            if !self.is_reachable(path) {
                continue;
            }
            text.push_str(&[&[self.krate.to_owned()], path.as_slice()].concat().join("::"));
            text.push_str(&module.condition);
            text.push('\n');
            let mut lines = self.lines(path, module);
            lines.sort();
            for line in lines {
                text.push_str(&line);
                text.push('\n');
            }
            text.push('\n');
        }
        text
    }

    /// The names at the root of the crate that are no modules. A trait and its derive count as one.
    pub fn root_names(&self) -> Vec<String> {
        let mut names: Vec<_> = self
            .public_items(&[], &self.modules[&Vec::new()])
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The names of public types and traits, each with the path of its definition.
    pub fn types(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (path, module) in self.modules.iter().filter(|(path, _)| self.is_reachable(path)) {
            for (name, line) in self.public_items(path, module) {
                let is_type = name.starts_with(char::is_uppercase)
                    && name.contains(|c: char| c.is_ascii_lowercase())
                    && !line.trim().starts_with("const ");
                if is_type {
                    let definition = self.definition(path, &name);
                    found.push((name, definition));
                }
            }
        }
        found
    }

    /// The path of the item that a name means within a module, whichever imports lead to it.
    fn definition(&self, module: &[String], name: &str) -> String {
        let mut home = module.to_vec();
        let mut name = name.to_owned();
        loop {
            let items = self.modules.get(&home).map(|module| &module.items);
            let imported = items.into_iter().flatten().find_map(|item| {
                let Item::Use(import) = item else { return None };
                imports(&import.tree).into_iter().find(|import| import.name == name)
            });
            let Some(import) = imported else {
                return [&[self.krate.to_owned()], home.as_slice(), &[name]].concat().join("::");
            };
            match self.home_of(&home, &import.path) {
                Some((next, last)) if (&next, &last) != (&home, &name) => {
                    (home, name) = (next, last);
                }
                // In a hidden module, or in another crate.
                _ if OTHER_CRATES.contains(&import.path[0].as_str()) => {
                    return import.path.join("::");
                }
                _ => {
                    return [&[self.krate.to_owned()], home.as_slice(), &import.path]
                        .concat()
                        .join("::");
                }
            }
        }
    }

    fn is_reachable(&self, path: &[String]) -> bool {
        (1..=path.len())
            .all(|end| self.modules.get(&path[..end]).is_some_and(|module| module.is_public))
    }

    fn lines(&self, path: &[String], module: &Module) -> Vec<String> {
        self.public_items(path, module).into_iter().map(|(_, line)| line).collect()
    }

    /// The public items of a module by their names, each as the lines that describe it.
    fn public_items(&self, path: &[String], module: &Module) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for item in &module.items {
            match item {
                Item::Use(import) if is_public(&import.vis) && !is_hidden(&import.attrs) => {
                    let condition = condition(&import.attrs);
                    for import in imports(&import.tree) {
                        let described = self.resolve(path, &import.path);
                        let line = described
                            .unwrap_or_else(|| format!("  use {}", import.path.join("::")));
                        found.push((import.name, with_condition(line, &condition)));
                    }
                }
                item => {
                    if let Some((name, line)) =
                        self.describe(path, item).filter(|_| is_public_item(item))
                    {
                        found.push((name, line));
                    }
                }
            }
        }
        found
    }

    /// The item that a path means within a module of this crate.
    fn resolve(&self, from: &[String], path: &[String]) -> Option<String> {
        let (home, name) = self.home_of(from, path)?;
        let module = self.modules.get(&home)?;
        for item in &module.items {
            if let Item::Use(import) = item {
                if let Some(import) =
                    imports(&import.tree).into_iter().find(|import| import.name == name)
                {
                    let line = self.resolve(&home, &import.path);
                    return line.or_else(|| Some(format!("  use {}", import.path.join("::"))));
                }
            } else if let Some((known, line)) = self.describe(&home, item)
                && known == name
            {
                return Some(line);
            }
        }
        None
    }

    /// The module and the name that a path means within a module of this crate.
    fn home_of(&self, from: &[String], path: &[String]) -> Option<(ModulePath, String)> {
        let (name, modules) = path.split_last()?;
        let mut home = match modules.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("self") | None => from.to_vec(),
            Some("super") => from[..from.len() - 1].to_vec(),
            Some(first) => {
                let own = [from, &[first.to_owned()]].concat();
                if !self.modules.contains_key(&own) {
                    return None;
                }
                own
            }
        };
        home.extend(modules.iter().skip(1).cloned());
        Some((home, name.clone()))
    }

    /// The name of an item and its lines; nothing for what has no name or is hidden.
    fn describe(&self, home: &[String], item: &Item) -> Option<(String, String)> {
        let (attributes, name, mut line, members) = match item {
            Item::Struct(item) => {
                let fields = item
                    .fields
                    .iter()
                    .enumerate()
                    .filter(|(_, field)| is_public(&field.vis) && !is_hidden(&field.attrs));
                let members = fields
                    .map(|(at, field)| {
                        let name = field
                            .ident
                            .as_ref()
                            .map_or_else(|| at.to_string(), ToString::to_string);
                        format!("{name}: {}", text(&field.ty))
                    })
                    .collect();
                (
                    &item.attrs,
                    &item.ident,
                    format!("struct {}{}", item.ident, text(&item.generics)),
                    members,
                )
            }
            Item::Enum(item) => {
                let members =
                    item.variants.iter().map(|variant| variant.ident.to_string()).collect();
                (
                    &item.attrs,
                    &item.ident,
                    format!("enum {}{}", item.ident, text(&item.generics)),
                    members,
                )
            }
            Item::Trait(item) => {
                let bounds = if item.supertraits.is_empty() {
                    String::new()
                } else {
                    format!(": {}", text(&item.supertraits))
                };
                let members = item.items.iter().filter_map(trait_member).collect();
                (
                    &item.attrs,
                    &item.ident,
                    format!("trait {}{}{bounds}", item.ident, text(&item.generics)),
                    members,
                )
            }
            Item::Fn(item) => (&item.attrs, &item.sig.ident, text(&item.sig), Vec::new()),
            Item::Const(item) => (
                &item.attrs,
                &item.ident,
                format!("const {}: {}", item.ident, text(&item.ty)),
                Vec::new(),
            ),
            Item::Type(item) => (
                &item.attrs,
                &item.ident,
                format!("type {}{} = {}", item.ident, text(&item.generics), text(&item.ty)),
                Vec::new(),
            ),
            _ => return None,
        };
        if is_hidden(attributes) {
            return None;
        }
        if attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive")) {
            line = format!("#[non_exhaustive] {line}");
        }
        let mut lines = vec![format!("  {line}")];
        let mut members: Vec<String> = members;
        if matches!(item, Item::Struct(_) | Item::Enum(_)) {
            members.extend(self.methods(home, &name.to_string()));
        }
        lines.extend(members.into_iter().map(|member| format!("    {member}")));
        Some((name.to_string(), with_condition(lines.join("\n"), &condition(attributes))))
    }

    /// The public methods of a type, from the inherent impls of the top-level module that it is declared in.
    fn methods(&self, home: &[String], name: &str) -> Vec<String> {
        let own = self.modules.iter().filter(|(path, _)| path.first() == home.first());
        let impls = own.flat_map(|(_, module)| &module.items).filter_map(|item| match item {
            Item::Impl(item) if item.trait_.is_none() && is_of(item, name) => Some(item),
            _ => None,
        });
        let mut methods: Vec<_> =
            impls.flat_map(|item| item.items.iter().filter_map(impl_member)).collect();
        methods.sort();
        methods
    }
}

fn is_of(item: &ItemImpl, name: &str) -> bool {
    matches!(&*item.self_ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}

fn impl_member(item: &ImplItem) -> Option<String> {
    let (visibility, attributes, line) = match item {
        ImplItem::Fn(item) => (&item.vis, &item.attrs, text(&item.sig)),
        ImplItem::Const(item) => {
            (&item.vis, &item.attrs, format!("const {}: {}", item.ident, text(&item.ty)))
        }
        ImplItem::Macro(item) => return Some(made_by(&item.mac)),
        _ => return None,
    };
    (is_public(visibility) && !is_hidden(attributes))
        .then(|| with_condition(line, &condition(attributes)))
}

/// The names that a macro of the crate makes methods of: those with a colon behind them.
fn made_by(made: &syn::Macro) -> String {
    let mut names = Vec::new();
    let mut before = None;
    for token in made.tokens.clone() {
        match token {
            TokenTree::Ident(ident) => before = Some(ident.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == ':' => names.extend(before.take()),
            _ => before = None,
        }
    }
    format!("{}!: {}", text(&made.path), names.join(", "))
}

fn trait_member(item: &TraitItem) -> Option<String> {
    let (attributes, line) = match item {
        TraitItem::Fn(item) => {
            let provided = if item.default.is_some() { " { … }" } else { "" };
            (&item.attrs, text(&item.sig) + provided)
        }
        TraitItem::Const(item) => {
            (&item.attrs, format!("const {}: {}", item.ident, text(&item.ty)))
        }
        TraitItem::Type(item) => (&item.attrs, format!("type {}", item.ident)),
        _ => return None,
    };
    (!is_hidden(attributes)).then(|| with_condition(line, &condition(attributes)))
}

fn is_public_item(item: &Item) -> bool {
    match item {
        Item::Struct(item) => is_public(&item.vis),
        Item::Enum(item) => is_public(&item.vis),
        Item::Trait(item) => is_public(&item.vis),
        Item::Fn(item) => is_public(&item.vis),
        Item::Const(item) => is_public(&item.vis),
        Item::Type(item) => is_public(&item.vis),
        // An exported macro is at the root, whichever module it stands in; ours are hidden there.
        _ => false,
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("doc") && text(&attribute.meta) == "doc(hidden)")
}

/// The conditions of an item, such as ` [feature = "tower"]`.
fn condition(attributes: &[Attribute]) -> String {
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let conditions: Vec<_> = conditions
        .filter_map(|attribute| attribute.meta.require_list().ok())
        .map(|list| format!(" [{}]", text(&list.tokens)))
        .collect();
    conditions.concat()
}

/// Puts a condition behind the first line.
fn with_condition(line: String, condition: &str) -> String {
    match line.split_once('\n') {
        Some((first, rest)) => format!("{first}{condition}\n{rest}"),
        None => line + condition,
    }
}

fn imports(tree: &UseTree) -> Vec<Import> {
    match tree {
        UseTree::Path(path) => {
            let mut below = imports(&path.tree);
            for import in &mut below {
                import.path.insert(0, path.ident.to_string());
            }
            below
        }
        UseTree::Name(name) => {
            vec![Import { path: vec![name.ident.to_string()], name: name.ident.to_string() }]
        }
        UseTree::Rename(name) => {
            vec![Import { path: vec![name.ident.to_string()], name: name.rename.to_string() }]
        }
        UseTree::Glob(_) => vec![Import { path: vec!["*".to_owned()], name: "*".to_owned() }],
        UseTree::Group(group) => group.items.iter().flat_map(imports).collect(),
    }
}

/// Tokens as one line, spaced as rustfmt does where that is simple.
fn text(tokens: &impl ToTokens) -> String {
    let mut text =
        tokens.to_token_stream().to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" ::", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" <", "<"),
        (" > ", "> "),
        (" >", ">"),
        (" , ", ", "),
        (" ,", ","),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        ("& ", "&"),
        (" : ", ": "),
        (" ;", ";"),
        ("' ", "'"),
        ("? ", "?"),
        ("&'static[", "&'static ["),
        (",[u8]", ", [u8]"),
        ("=(", "= ("),
        (" [", "["),
        (",)", ")"),
        (", >", ">"),
    ] {
        text = text.replace(from, to);
    }
    text.replace("->", "-> ").replace("->  ", "-> ")
}

fn parse(file: &Path) -> Vec<Item> {
    let source =
        fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    syn::parse_file(&source).unwrap_or_else(|error| panic!("{}: {error}", file.display())).items
}

fn file_of(folder: &Path, name: &str) -> PathBuf {
    let flat = folder.join(format!("{name}.rs"));
    if flat.exists() { flat } else { folder.join(name).join("mod.rs") }
}
