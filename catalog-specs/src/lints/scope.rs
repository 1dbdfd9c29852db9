//! What is known at one place of a body: its function, the names that are bound, and what was found.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned;
use syn::{Expr, ExprPath, Macro, Member};

use super::checked::Tested;
use super::declared::{Called, Declared};
use super::expressions::{mentions, peel};
use super::types::TypeOutline;
use crate::lint_table::Lint;
use crate::model::Place;
use crate::scan::lexer::{Lexer, Token};
use crate::scan::place::{LineIndex, SourceFile};
use crate::syntax::plain;

/// A mistake, if what it needs holds.
#[derive(Debug)]
pub(super) struct Candidate {
    pub lint: &'static Lint,
    pub place: Place,
    /// The values of the message and the help.
    pub values: Vec<(&'static str, String)>,
    pub needs: Need,
    /// The first lines of the statements and items around it, which an `allow` can precede.
    pub starts: Vec<usize>,
}

/// What other files must declare, so that a candidate is a mistake.
#[derive(Debug)]
pub(super) enum Need {
    Nothing,
    /// The called function returns a catalogued error.
    Catalogued(Called),
    /// The function returns a catalogued error, or a router calls it.
    Handler(FunctionHead),
    /// Clients receive one of these fields.
    Detail([[String; 3]; 2]),
    /// Each called function returns a status.
    Statuses(Vec<Called>),
    /// The package logs.
    Logging,
}

/// A name that is bound in a body.
#[derive(Debug, Clone)]
struct Local {
    name: String,
    kind: LocalKind,
    content: Content,
}

/// What is known about the value of a name.
#[derive(Debug, Clone)]
pub(super) enum LocalKind {
    /// It is an error.
    Error,
    Typed(TypeOutline),
    /// It is what a function returns.
    Returned(Called),
    Unknown,
}

/// What is known about the content of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Content {
    #[default]
    Unknown,
    /// Printable ASCII, such as a number or a media type: every header takes it.
    Printable,
    /// The same for every request: a constant, or a setting in the state of the router.
    Constant,
}

/// The function of a body.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of another lint")]
pub(super) struct FunctionHead {
    pub name: String,
    pub returns: Option<TypeOutline>,
    pub is_async: bool,
    /// Whether an attribute such as `#[get("/")]` makes it a handler.
    pub is_routed: bool,
    /// Whether its value is a response.
    pub returns_response: bool,
    /// Whether it ends the process.
    pub exits: bool,
    /// Whether it starts the log, or is a part of it.
    pub has_no_log: bool,
    /// Whether a trait decides its signature.
    pub is_of_trait: bool,
}

/// The state of the reader of bodies.
pub(super) struct Scope<'s> {
    lines: LineIndex<'s>,
    pub candidates: Vec<Candidate>,
    pub declared: Declared,
    /// The imported names, each with the path that it stands for.
    pub imports: BTreeMap<String, Vec<String>>,
    /// The innermost module, by its name.
    pub module: Option<String>,
    /// Whether the module imports all names of something that may be another crate.
    pub has_foreign_glob: bool,
    /// The types that the type parameters and `Self` stand for.
    pub type_names: Vec<(String, TypeOutline)>,
    /// The functions around this place, the innermost last.
    pub functions: Vec<FunctionHead>,
    pub starts: Vec<usize>,
    pub functions_read: usize,
    /// How many closures and `async` blocks of the function are around this place.
    pub closures: usize,
    /// The values that conditions have tested before this place.
    pub tested: Vec<Tested>,
    /// The arguments of the calls in the blocks around this place that write to the log.
    pub logged: Vec<TokenStream>,
    /// Macros whose tokens were not read, each with the reason.
    pub unread: Vec<(Place, String)>,
    /// Whether the file reads the arguments of a program.
    pub is_command_line: bool,
    locals: Vec<Local>,
}

impl<'s> Scope<'s> {
    pub(super) fn new(source: SourceFile<'s>) -> Self {
        Self {
            lines: LineIndex::new(source),
            candidates: Vec::new(),
            declared: Declared::default(),
            imports: BTreeMap::new(),
            module: None,
            has_foreign_glob: false,
            type_names: Vec::new(),
            functions: Vec::new(),
            starts: Vec::new(),
            functions_read: 0,
            closures: 0,
            tested: Vec::new(),
            logged: Vec::new(),
            unread: Vec::new(),
            is_command_line: source.text.contains("clap::"),
            locals: Vec::new(),
        }
    }

    /// Records a mistake.
    pub(super) fn report(
        &mut self,
        lint: &'static Lint,
        span: Span,
        values: Vec<(&'static str, String)>,
        needs: Need,
    ) {
        let place = self.lines.place(span);
        let starts = self.starts.clone();
        self.candidates.push(Candidate { lint, place, values, needs, starts });
    }

    /// Records that the tokens of a macro are not read.
    pub(super) fn skip_macro(&mut self, mac: &Macro, reason: &str) {
        let first = mac.path.segments.first().map(|first| first.ident.span());
        let place = self.lines.place(first.unwrap_or_else(|| mac.bang_token.span));
        self.unread.push((place, reason.to_owned()));
    }

    /// Binds a name.
    pub(super) fn bind(&mut self, name: String, kind: LocalKind, content: Content) {
        self.locals.push(Local { name, kind, content });
    }

    /// The number of bound names, for [`forget`](Self::forget).
    pub(super) fn bound(&self) -> usize {
        self.locals.len()
    }

    /// Forgets the names that were bound later.
    pub(super) fn forget(&mut self, bound: usize) {
        self.locals.truncate(bound);
    }

    /// What is known about a bound name.
    pub(super) fn local(&self, name: &str) -> Option<&LocalKind> {
        self.named(name).map(|local| &local.kind)
    }

    /// What is known about the content of a bound name.
    pub(super) fn content(&self, name: &str) -> Content {
        self.named(name).map(|local| local.content).unwrap_or_default()
    }

    fn named(&self, name: &str) -> Option<&Local> {
        self.locals.iter().rev().find(|local| local.name == name)
    }

    /// Replaces a type parameter by its bound, and `Self` by its type.
    pub(super) fn named_type(&self, ty: &TypeOutline) -> TypeOutline {
        let ty = ty.unwrapped();
        let known = self.type_names.iter().rev().find(|(name, _)| *name == ty.name);
        known.map_or_else(|| ty.clone(), |(_, known)| known.unwrapped().clone())
    }

    /// The function that a call names, if its owner is known.
    pub(super) fn called(&self, call: &Expr) -> Option<Called> {
        match peel(call) {
            Expr::Call(call) => match peel(&call.func) {
                Expr::Path(path) => self.called_path(path),
                _ => None,
            },
            Expr::MethodCall(call) => {
                let mut fields = Vec::new();
                let of = self.receiver(&call.receiver, &mut fields)?;
                fields.reverse();
                Some(Called::Method { of, fields, name: plain(&call.method) })
            }
            _ => None,
        }
    }

    fn called_path(&self, path: &ExprPath) -> Option<Called> {
        if path.qself.is_some() {
            return None;
        }
        let written: Vec<_> =
            path.path.segments.iter().map(|segment| plain(&segment.ident)).collect();
        let (name, qualifier) = written.split_last()?;
        if qualifier.is_empty() && self.local(name).is_some() {
            // A closure.
            return None;
        }
        // The first name may be imported.
        let first = written.first()?;
        let imported = self.imports.get(first);
        let path: Vec<_> = match imported {
            Some(imported) => imported.iter().chain(written.iter().skip(1)).cloned().collect(),
            None => written.clone(),
        };
        let (name_there, qualifier) = path.split_last()?;
        let name = if imported.is_some() { name_there } else { name }.clone();
        match qualifier.last() {
            None if self.has_foreign_glob => {
                Some(Called::Neighbour { module: self.module.clone(), name })
            }
            None => Some(Called::Free { module: None, name }),
            Some(owner) if owner.starts_with(char::is_uppercase) => {
                let owner = TypeOutline::named(owner);
                Some(Called::Associated { owner: self.named_type(&owner).name, name })
            }
            Some(module) if matches!(module.as_str(), "crate" | "self" | "super") => {
                Some(Called::Free { module: None, name })
            }
            Some(module) => Some(Called::Free { module: Some(module.clone()), name }),
        }
    }

    /// The type of a receiver, and the fields that are taken of it, the last one first.
    fn receiver(&self, receiver: &Expr, fields: &mut Vec<String>) -> Option<TypeOutline> {
        /// Calls that give the same value, or lock it.
        const SAME: &[&str] =
            &["as_mut", "as_ref", "borrow", "borrow_mut", "clone", "lock", "read", "write"];
        let mut receiver = receiver;
        loop {
            receiver = match peel(receiver) {
                Expr::Field(field) => {
                    let Member::Named(name) = &field.member else { return None };
                    fields.push(plain(name));
                    &field.base
                }
                Expr::MethodCall(call)
                    if call.args.is_empty() && SAME.iter().any(|known| call.method == known) =>
                {
                    &call.receiver
                }
                Expr::MethodCall(call) if call.method == "unwrap" || call.method == "expect" => {
                    // A lock that may be poisoned.
                    match peel(&call.receiver) {
                        Expr::MethodCall(lock)
                            if lock.args.is_empty()
                                && ["lock", "read", "write"]
                                    .iter()
                                    .any(|known| lock.method == known) =>
                        {
                            &lock.receiver
                        }
                        _ => return None,
                    }
                }
                Expr::Path(path) => {
                    let name = plain(path.path.get_ident()?);
                    return match self.local(&name)? {
                        LocalKind::Typed(ty) => Some(self.named_type(ty)),
                        LocalKind::Error | LocalKind::Returned(_) | LocalKind::Unknown => None,
                    };
                }
                Expr::Call(call) => {
                    // `Store::new().save()`: a constructor gives its own type.
                    let Expr::Path(path) = peel(&call.func) else { return None };
                    return self.constructed(path);
                }
                _ => return None,
            };
        }
    }

    /// The type that `Type::new(…)` and the like give.
    pub(super) fn constructed(&self, path: &ExprPath) -> Option<TypeOutline> {
        const CONSTRUCTORS: &[&str] = &["default", "from", "new"];
        let mut segments = path.path.segments.iter().rev();
        let name = segments.next()?;
        let owner = plain(&segments.next()?.ident);
        let is_constructor = CONSTRUCTORS.iter().any(|known| name.ident == known);
        (is_constructor && owner.starts_with(char::is_uppercase))
            .then(|| self.named_type(&TypeOutline::named(&owner)))
    }

    /// The source of an expression on one line, without comments.
    pub(super) fn written(&self, expr: &impl Spanned) -> String {
        self.lines.text(expr.span()).map(on_one_line).unwrap_or_default()
    }

    /// Whether the blocks around this place write a name to the log.
    pub(super) fn is_logged(&self, name: &str) -> bool {
        self.logged.iter().any(|arguments| mentions(arguments.clone(), name))
    }

    /// The names of the errors that are bound here.
    pub(super) fn errors(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let visible = self.locals.iter().rev().filter(|local| seen.insert(local.name.as_str()));
        let errors = visible.filter(|local| matches!(local.kind, LocalKind::Error));
        errors.map(|local| local.name.clone()).collect()
    }

    /// The first error that tokens name.
    pub(super) fn error_in(&self, tokens: &TokenStream) -> Option<String> {
        self.errors().into_iter().find(|error| mentions(tokens.clone(), error))
    }

    /// The type that a path names by its last name, such as `Self` or an alias.
    pub(super) fn owner_name(&self, name: &str) -> String {
        let imported = self.imports.get(name).and_then(|path| path.last());
        self.named_type(&TypeOutline::named(imported.map_or(name, String::as_str))).name
    }

    /// Whether a name is imported from a crate.
    pub(super) fn is_imported_from(&self, name: &str, origin: &str) -> bool {
        self.imports.get(name).and_then(|path| path.first()).is_some_and(|first| first == origin)
    }

    /// Whether the value of the function is a response.
    pub(super) fn returns_response(&self) -> bool {
        self.functions.last().is_some_and(|function| function.returns_response)
    }

    /// Whether this place is in a closure of the function.
    pub(super) const fn is_in_closure(&self) -> bool {
        self.closures > 0
    }
}

/// Source on one line, without comments.
fn on_one_line(text: &str) -> String {
    let (mut lexer, mut line) = (Lexer::new(text), String::new());
    let mut before = Token::Open(b'(');
    let mut end = 0;
    while let Some((token, start)) = lexer.next() {
        if token == Token::End {
            break;
        }
        let joins = matches!(before, Token::Open(b'(' | b'['))
            || matches!(token, Token::Close(b')' | b']') | Token::Sign(b'.' | b'?'));
        if start > end && !joins {
            line.push(' ');
        }
        line.push_str(text.get(start..lexer.position()).unwrap_or_default());
        (before, end) = (token, lexer.position());
    }
    line
}
