//! Reads the items and the bodies of a file, and asks every lint about each statement and expression.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{
    Arm, Attribute, Block, Expr, ExprClosure, ExprIf, ExprMethodCall, Field, Fields, Generics,
    ImplItemFn, Item, ItemEnum, ItemFn, ItemImpl, ItemMod, ItemStruct, ItemTrait, Local, Macro,
    Pat, ReturnType, Signature, Stmt, TraitItemFn, Type, Variant,
};

use super::binding::{bind_local, bind_parameters, bind_pattern, bind_typed};
use super::checked::{is_conditional, leaves, sets, tested, tested_by_pattern};
use super::declared::Function;
use super::expressions::{is_method, last_value, name_of_pattern, peel, result_blocks};
use super::imports::import;
use super::items::{attributes_of, is_catalogued, is_test};
use super::macros::{self, Part};
use super::places::{first_of_statement, first_span, lines};
use super::scope::{Content, FunctionHead, LocalKind, Scope};
use super::types::{self, TypeOutline, outline};
use super::{
    hand_made_500, logged_and_lost, printed_error, routes, source_in_message, swallowed_result,
    unwrap_in_handler,
};
use crate::lint_table::PRINTED_ERROR;
use crate::syntax::plain;

/// The reader of one file.
pub(super) struct Walker<'s> {
    pub scope: Scope<'s>,
    /// The type of an `impl`, or the trait.
    owner: Option<Owner>,
    macro_depth: usize,
    /// The blocks whose value is that of the function, by their addresses.
    result_blocks: BTreeSet<usize>,
}

#[derive(Clone)]
struct Owner {
    name: String,
    is_of_trait: bool,
    /// Whether the trait is that of a log, so that its functions cannot log.
    is_log: bool,
}

impl<'s> Walker<'s> {
    pub(super) fn new(mut scope: Scope<'s>, module: Option<String>) -> Self {
        let result_blocks = BTreeSet::new();
        scope.module = module;
        Self { scope, owner: None, macro_depth: 0, result_blocks }
    }

    /// Reads a function with its body.
    fn function(&mut self, signature: &Signature, attributes: &[Attribute], body: Option<&Block>) {
        let types = self.scope.type_names.len();
        self.scope.type_names.extend(types::bounds(&signature.generics));
        let returns = match &signature.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => outline(ty),
        };
        let name = plain(&signature.ident);
        self.scope.declared.functions.push(Function {
            name: name.clone(),
            owner: self.owner.as_ref().map(|owner| owner.name.clone()),
            module: self.scope.module.clone(),
            returns: returns.clone(),
        });
        if let Some(body) = body {
            let is_async = signature.asyncness.is_some();
            let head = FunctionHead {
                returns_response: returns_response(&signature.output, is_async),
                exits: returns.as_ref().is_some_and(|ty| ty.name == "ExitCode"),
                has_no_log: printed_error::starts_log_by_name(&name)
                    || self.owner.as_ref().is_some_and(|owner| owner.is_log),
                name,
                returns,
                is_async,
                is_routed: routes::has_route(attributes),
                is_of_trait: self.owner.as_ref().is_some_and(|owner| owner.is_of_trait),
            };
            self.body(head, signature, body);
        }
        self.scope.type_names.truncate(types);
    }

    fn body(&mut self, head: FunctionHead, signature: &Signature, body: &Block) {
        let bound = self.scope.bound();
        let found = self.scope.candidates.len();
        let closures = std::mem::take(&mut self.scope.closures);
        let tested = std::mem::take(&mut self.scope.tested);
        let logged = std::mem::take(&mut self.scope.logged);
        let blocks = result_blocks(body).into_iter().map(address).collect();
        let blocks = std::mem::replace(&mut self.result_blocks, blocks);
        self.scope.functions_read += 1;
        self.scope.functions.push(head);
        let owner = self.owner.as_ref().map(|owner| owner.name.as_str());
        bind_parameters(signature, owner, &mut self.scope);
        self.visit_block(body);
        if let Some(value) = last_value(body) {
            hand_made_500::check_result(value, &mut self.scope);
            logged_and_lost::check_result(value, &mut self.scope);
        }
        if self.scope.functions.pop().is_some_and(|head| head.exits || head.has_no_log) {
            // A program that ends, or has no log yet, says why.
            let later = self.scope.candidates.split_off(found);
            let kept = later.into_iter().filter(|known| *known.lint != PRINTED_ERROR);
            self.scope.candidates.extend(kept);
        }
        self.result_blocks = blocks;
        self.scope.logged = logged;
        self.scope.tested = tested;
        self.scope.closures = closures;
        self.scope.forget(bound);
    }

    fn closure(&mut self, closure: &ExprClosure, receives_error: bool) {
        let (bound, tested) = (self.scope.bound(), self.scope.tested.len());
        for input in &closure.inputs {
            match input {
                Pat::Type(typed) => bind_typed(&typed.pat, outline(&typed.ty), &mut self.scope),
                pattern => match name_of_pattern(pattern).filter(|_| receives_error) {
                    Some(name) => self.scope.bind(name, LocalKind::Error, Content::Unknown),
                    None => bind_pattern(pattern, &mut self.scope),
                },
            }
        }
        self.scope.closures += 1;
        self.visit_expr(&closure.body);
        self.scope.closures -= 1;
        self.scope.tested.truncate(tested);
        self.scope.forget(bound);
    }

    /// Reads an argument of a route, which may be a handler itself: `get(|| async { … })`.
    fn route_argument(&mut self, argument: &Expr) {
        let Some(closure) = routes::inline(argument) else { return self.visit_expr(argument) };
        self.scope.functions.push(FunctionHead {
            name: "|…| async { … }".to_owned(),
            is_async: true,
            is_routed: true,
            returns_response: true,
            ..FunctionHead::default()
        });
        self.closure(closure, false);
        let value = match peel(&closure.body) {
            Expr::Async(body) => last_value(&body.block),
            body => Some(body),
        };
        if let Some(value) = value {
            hand_made_500::check_result(value, &mut self.scope);
        }
        self.scope.functions.pop();
    }

    fn types_of(
        &mut self,
        generics: &Generics,
        owner: Option<Owner>,
        read: impl FnOnce(&mut Self),
    ) {
        let types = self.scope.type_names.len();
        if let Some(owner) = &owner {
            self.scope.type_names.push(("Self".to_owned(), TypeOutline::named(&owner.name)));
        }
        self.scope.type_names.extend(types::bounds(generics));
        let before = std::mem::replace(&mut self.owner, owner);
        read(self);
        self.owner = before;
        self.scope.type_names.truncate(types);
    }

    /// Reads an item or a statement, and notes the lines that a comment in front of it is followed by.
    fn starting_at(&mut self, lines: &[usize], read: impl FnOnce(&mut Self)) {
        let before = self.scope.starts.len();
        self.scope.starts.extend(lines);
        read(self);
        self.scope.starts.truncate(before);
    }

    fn detail_fields(&mut self, owner: &str, variant: &str, fields: &Fields) {
        for (at, field) in fields.iter().enumerate() {
            if field.attrs.iter().any(|attribute| attribute.path().is_ident("detail")) {
                let field = field.ident.as_ref().map_or_else(|| at.to_string(), plain);
                self.scope.declared.details.push([owner.to_owned(), variant.to_owned(), field]);
            }
        }
    }

    fn starts_log(&mut self) {
        if let Some(function) = self.scope.functions.last_mut() {
            function.has_no_log = true;
        }
    }

    fn parts(&mut self, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Expressions(expressions) => {
                    for expr in &expressions {
                        self.visit_expr(expr);
                    }
                }
                Part::Statements(statements) => {
                    let bound = self.scope.bound();
                    for statement in &statements {
                        self.visit_stmt(statement);
                    }
                    self.scope.forget(bound);
                }
            }
        }
    }
}

/// The address of a block, which identifies it while its file is read.
fn address(block: &Block) -> usize {
    std::ptr::from_ref(block).addr()
}

/// Whether a function returns a response by its type. A tuple with a status is one if a handler returns it.
fn returns_response(output: &ReturnType, is_async: bool) -> bool {
    let ReturnType::Type(_, ty) = output else { return false };
    if let Type::Tuple(tuple) = &**ty {
        let first = tuple.elems.first().and_then(outline);
        return is_async && first.is_some_and(|ty| ty.name == "StatusCode");
    }
    outline(ty).is_some_and(|ty| {
        matches!(ty.name.as_str(), "HttpResponse" | "IntoResponse" | "Responder" | "Response")
            || ty.name.ends_with("Result")
    })
}

impl<'ast> Visit<'ast> for Walker<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = attributes_of(item);
        if is_test(attributes) {
            return;
        }
        // A function inside a function sees none of its names.
        let lines = match item {
            Item::Fn(item) => lines(&item.attrs, item.sig.fn_token.span),
            Item::Impl(item) => lines(&item.attrs, item.impl_token.span),
            Item::Mod(item) => lines(&item.attrs, item.mod_token.span),
            Item::Trait(item) => lines(&item.attrs, item.trait_token.span),
            _ => Vec::new(),
        };
        self.starting_at(&lines, |walker| visit::visit_item(walker, item));
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        import(&item.tree, &mut Vec::new(), &mut self.scope);
    }

    // The code of a definition stands for what each call makes of it.
    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if !item.mac.path.is_ident("macro_rules") {
            visit::visit_item_macro(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let name = plain(&item.ident);
        self.scope.declared.modules.insert(name.clone());
        let imports = self.scope.imports.clone();
        let before = self.scope.module.replace(name);
        let has_glob = std::mem::take(&mut self.scope.has_foreign_glob);
        visit::visit_item_mod(self, item);
        self.scope.has_foreign_glob = has_glob;
        self.scope.module = before;
        self.scope.imports = imports;
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        let name = plain(&item.ident);
        let is_catalogued = is_catalogued(&item.attrs);
        if is_catalogued {
            for Variant { ident, fields, .. } in &item.variants {
                self.detail_fields(&name, &plain(ident), fields);
            }
        }
        self.scope.declared.types.push((name, is_catalogued));
    }

    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        let name = plain(&item.ident);
        for Field { ident, ty, .. } in &item.fields {
            if let (Some(field), Some(ty)) = (ident, outline(ty)) {
                self.scope.declared.fields.push((name.clone(), plain(field), ty));
            }
        }
        let is_catalogued = is_catalogued(&item.attrs);
        if is_catalogued {
            self.detail_fields(&name, "", &item.fields);
        }
        self.scope.declared.types.push((name, is_catalogued));
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        let name = plain(&item.ident);
        if let Some(target) = outline(&item.ty) {
            self.scope.declared.aliases.push((name, target));
        }
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let name = outline(&item.self_ty).map(|ty| ty.name);
        let of_trait = item.trait_.as_ref().and_then(|(path, _)| path.segments.last());
        let is_log = of_trait.is_some_and(|last| printed_error::is_log_trait(&last.ident));
        let owner = name.map(|name| Owner { name, is_of_trait: item.trait_.is_some(), is_log });
        self.types_of(&item.generics, owner, |walker| visit::visit_item_impl(walker, item));
    }

    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        let owner = Owner { name: plain(&item.ident), is_of_trait: true, is_log: false };
        self.types_of(&item.generics, Some(owner), |walker| visit::visit_item_trait(walker, item));
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        let owner = self.owner.take();
        self.function(&item.sig, &item.attrs, Some(&item.block));
        self.owner = owner;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        if is_test(&item.attrs) {
            return;
        }
        let lines = lines(&item.attrs, item.sig.fn_token.span);
        self.starting_at(&lines, |walker| {
            walker.function(&item.sig, &item.attrs, Some(&item.block));
        });
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        let lines = lines(&item.attrs, item.sig.fn_token.span);
        self.starting_at(&lines, |walker| {
            walker.function(&item.sig, &item.attrs, item.default.as_ref());
        });
    }

    fn visit_block(&mut self, block: &'ast Block) {
        let bound = self.scope.bound();
        let (tested, logged) = (self.scope.tested.len(), self.scope.logged.len());
        self.scope.logged.extend(printed_error::logged(block));
        visit::visit_block(self, block);
        self.scope.logged.truncate(logged);
        self.scope.tested.truncate(tested);
        // The block may bind the error: `let Err(error) = f() else { … };`.
        let is_result = self.result_blocks.contains(&address(block));
        logged_and_lost::check_block(block, is_result, &mut self.scope);
        self.scope.forget(bound);
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        let line = first_of_statement(statement).map(|span| span.start().line);
        self.starting_at(line.as_slice(), |walker| {
            swallowed_result::check_statement(statement, &mut walker.scope);
            visit::visit_stmt(walker, statement);
        });
    }

    fn visit_local(&mut self, local: &'ast Local) {
        visit::visit_local(self, local);
        // The names are bound after the value was read.
        bind_local(local, &mut self.scope);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        swallowed_result::check_expression(expr, &mut self.scope);
        unwrap_in_handler::check_expression(expr, &mut self.scope);
        source_in_message::check_expression(expr, &mut self.scope);
        hand_made_500::check_expression(expr, &mut self.scope);
        visit::visit_expr(self, expr);
    }

    fn visit_expr_return(&mut self, expr: &'ast syn::ExprReturn) {
        if let Some(value) = expr.expr.as_ref().filter(|_| !self.scope.is_in_closure()) {
            hand_made_500::check_result(value, &mut self.scope);
            logged_and_lost::check_result(value, &mut self.scope);
        }
        visit::visit_expr_return(self, expr);
    }

    fn visit_expr_async(&mut self, expr: &'ast syn::ExprAsync) {
        self.scope.closures += 1;
        visit::visit_expr_async(self, expr);
        self.scope.closures -= 1;
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        let first = path.path.segments.first().filter(|_| path.path.segments.len() > 1);
        if first.is_some_and(|first| printed_error::is_log_crate(&first.ident)) {
            self.starts_log();
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Expr::Path(path) = peel(&call.func) {
            let name = path.path.segments.last().map(|last| plain(&last.ident)).unwrap_or_default();
            if let Some(function) = self.scope.functions.last_mut() {
                function.exits |= name == "exit";
            }
            if printed_error::starts_log_by_name(&name) {
                self.starts_log();
            }
        }
        if !routes::is_route(call) {
            return visit::visit_expr_call(self, call);
        }
        self.scope.declared.routed.extend(routes::names(&call.args));
        for argument in &call.args {
            self.route_argument(argument);
        }
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        self.visit_expr(&binary.left);
        let before = self.scope.tested.len();
        if is_conditional(&binary.op) {
            self.scope.tested.extend(tested(&binary.left));
        }
        self.visit_expr(&binary.right);
        self.scope.tested.truncate(before);
    }

    fn visit_expr_if(&mut self, expr: &'ast ExprIf) {
        let bound = self.scope.bound();
        let before = self.scope.tested.len();
        self.visit_expr(&expr.cond);
        self.scope.tested.extend(tested(&expr.cond));
        self.visit_block(&expr.then_branch);
        self.scope.forget(bound);
        if let Some((_, otherwise)) = &expr.else_branch {
            self.visit_expr(otherwise);
        }
        // The code below runs only if the test did not lead out of it, or the branch has set the value.
        if !leaves(&expr.then_branch)
            && !sets(&expr.then_branch, self.scope.tested.get(before..).unwrap_or_default())
        {
            self.scope.tested.truncate(before);
        }
    }

    fn visit_expr_match(&mut self, expr: &'ast syn::ExprMatch) {
        self.visit_expr(&expr.expr);
        for arm in &expr.arms {
            let before = self.scope.tested.len();
            self.scope.tested.extend(tested_by_pattern(&arm.pat, &expr.expr));
            self.visit_arm(arm);
            self.scope.tested.truncate(before);
        }
    }

    fn visit_expr_let(&mut self, expr: &'ast syn::ExprLet) {
        self.visit_expr(&expr.expr);
        bind_pattern(&expr.pat, &mut self.scope);
    }

    fn visit_expr_while(&mut self, expr: &'ast syn::ExprWhile) {
        let bound = self.scope.bound();
        let before = self.scope.tested.len();
        self.visit_expr(&expr.cond);
        self.scope.tested.extend(tested(&expr.cond));
        self.visit_block(&expr.body);
        self.scope.tested.truncate(before);
        self.scope.forget(bound);
    }

    fn visit_expr_for_loop(&mut self, expr: &'ast syn::ExprForLoop) {
        self.visit_expr(&expr.expr);
        let bound = self.scope.bound();
        bind_pattern(&expr.pat, &mut self.scope);
        self.visit_block(&expr.body);
        self.scope.forget(bound);
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        let (bound, tested) = (self.scope.bound(), self.scope.tested.len());
        bind_pattern(&arm.pat, &mut self.scope);
        let first = first_span(&arm.body).map(|span| span.start().line);
        self.starting_at(first.as_slice(), |walker| visit::visit_arm(walker, arm));
        self.scope.tested.truncate(tested);
        self.scope.forget(bound);
    }

    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        self.closure(closure, false);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        /// Methods whose closures receive an error.
        const OF_ERRORS: &[&str] =
            &["inspect_err", "map_err", "map_or_else", "or_else", "unwrap_or_else"];
        let is_route = routes::is_method_route(call);
        if is_route {
            self.scope.declared.routed.extend(routes::names(&call.args));
        }
        self.visit_expr(&call.receiver);
        for (at, argument) in call.args.iter().enumerate() {
            match argument {
                argument if is_route => self.route_argument(argument),
                Expr::Closure(closure) => {
                    self.closure(closure, at == 0 && is_method(call, OF_ERRORS));
                }
                argument => self.visit_expr(argument),
            }
        }
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        /// Macros inside macros are read this deep.
        const MAX_DEPTH: usize = 8;
        printed_error::check_macro(mac, &mut self.scope);
        if mac.tokens.is_empty() || macros::is_template(mac) {
            return;
        }
        if self.macro_depth == MAX_DEPTH {
            return self.scope.skip_macro(mac, &format!("it is in more than {MAX_DEPTH} macros"));
        }
        self.macro_depth += 1;
        match macros::parts(&mac.tokens) {
            Some(parts) => {
                let asserted = macros::asserted(mac, &parts).map(tested).unwrap_or_default();
                self.parts(parts);
                // The code below runs only if it holds.
                self.scope.tested.extend(asserted);
            }
            None => self.scope.skip_macro(mac, macros::TOO_DEEP),
        }
        self.macro_depth -= 1;
    }
}
