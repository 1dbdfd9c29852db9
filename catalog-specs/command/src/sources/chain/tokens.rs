//! Chains of calls among the tokens of a file.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

/// A method that is called: its name, and what stands in its parentheses.
pub(super) struct Call {
    pub(super) name: Ident,
    pub(super) arguments: TokenStream,
}

/// The start of a chain.
pub(super) struct Start {
    pub(super) span: Span,
    /// What `scan` is called with.
    pub(super) root: Option<TokenStream>,
    /// Whose `outputs` are called.
    pub(super) registry: Option<String>,
    /// Whether it can be nobody else's.
    pub(super) says_whose: bool,
}

/// `scan(…)` or `Codes::outputs()`, and where what follows begins.
pub(super) fn start(trees: &[TokenTree], at: usize) -> Option<(Start, usize)> {
    let TokenTree::Ident(ident) = trees.get(at)? else { return None };
    let arguments = parentheses(trees.get(at + 1)?)?;
    let owner = owner(trees, at);
    let span = ident.span();
    let is_method = at.checked_sub(1).is_some_and(|before| is_dot(trees.get(before)));
    if ident == "scan" && !is_method && !is_fn(trees, at) {
        let says_whose = owner.as_deref() == Some("catalog_specs");
        return Some((Start { span, root: Some(arguments), registry: None, says_whose }, at + 2));
    }
    if ident == "outputs" && arguments.is_empty() && owner.is_some() {
        return Some((Start { span, root: None, registry: owner, says_whose: false }, at + 2));
    }
    None
}

/// The name before `::`.
fn owner(trees: &[TokenTree], at: usize) -> Option<String> {
    let is_colon = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    let before = at.checked_sub(3)?;
    if !is_colon(trees.get(before + 1)) || !is_colon(trees.get(before + 2)) {
        return None;
    }
    match trees.get(before)? {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    }
}

/// The methods that are called one after the other, and where they end.
pub(super) fn calls(trees: &[TokenTree], mut at: usize) -> (Vec<Call>, usize) {
    let mut calls = Vec::new();
    while is_dot(trees.get(at)) {
        let Some(TokenTree::Ident(name)) = trees.get(at + 1) else { break };
        let Some(arguments) = trees.get(at + 2).and_then(parentheses) else { break };
        calls.push(Call { name: name.clone(), arguments });
        at += 3;
    }
    (calls, at)
}

fn parentheses(tree: &TokenTree) -> Option<TokenStream> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            Some(group.stream())
        }
        _ => None,
    }
}

fn is_dot(tree: Option<&TokenTree>) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == '.')
}

/// Whether a function of that name is declared here and not called.
fn is_fn(trees: &[TokenTree], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| trees.get(before));
    matches!(before, Some(TokenTree::Ident(ident)) if ident == "fn")
}
