//! A set of a registry: `struct SignUp of Codes { … }`, read into what it declares.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Attribute, Ident, Path, Type, TypePath, Visibility, braced};

use super::keys::{Attributes, Paths};
use super::registry::{Included, read_included, read_listed, read_settings};
use super::{Spanned, plain, written};
use crate::diag::Diag;
use crate::grammar::{self, is_conditional, malformed, read_attributes, read_comma};
use crate::head::Head;
use crate::variants::{self, ListedVariant};
use catalog_specs_core::keys::Target;
use catalog_specs_core::rules;

/// A set as it was written.
pub struct SetItem {
    /// Its attributes but `#[registry]`: docs, cfg, derives.
    pub attributes: Vec<Attribute>,
    /// Its visibility.
    pub visibility: Visibility,
    /// Its name.
    pub ident: Ident,
    /// The registry that its codes are of.
    pub parent: Path,
    /// The enums and variants that it lists.
    pub listed: Vec<SetMember>,
    /// The sets that it takes in.
    pub included: Vec<Included>,
    /// The paths among its keys.
    pub paths: Paths,
    faults: Diag,
}

/// An enum in the list of a set.
pub struct SetMember {
    /// `#[cfg]` and the like.
    pub attributes: Vec<Attribute>,
    /// The enum.
    pub ty: Type,
    /// The variants that are listed; `None` where all are.
    pub variants: Option<Vec<ListedVariant>>,
}

impl SetItem {
    /// Reads the list of a set.
    pub(crate) fn read(head: Head, parent: Path, input: ParseStream<'_>) -> syn::Result<Self> {
        let Head { mut attributes, visibility, ident, mut faults, .. } = head;
        let list;
        braced!(list in input);
        let (mut listed, mut included) = (Vec::new(), Vec::new());
        while !list.is_empty() {
            let attributes = list.call(read_attributes)?;
            if let Some(path) = read_included(&list, &mut faults)? {
                included.push(Included { attributes, path });
            } else if let Some(path) = variants::read_path(&list)? {
                let variants = variants::read_names(&list, &path, &mut faults)?;
                listed.push(SetMember { attributes, ty: type_of(path), variants: Some(variants) });
            } else if let Some(ty) = read_listed(&list, &mut faults)? {
                listed.push(whole_or_variant(attributes, ty));
            }
            read_comma(&list, &mut faults)?;
        }
        if input.peek(Ident::peek_any) && !Head::is_next(input) {
            let word = input.call(Ident::parse_any)?;
            let shown = plain(&word);
            let cure = format!(
                "write it behind the list of the registry: `struct {} {{ ... }} {shown} {{ ... }}`",
                written(&parent)
            );
            malformed(&shown, word.span(), &cure, &mut faults);
            variants::skip_braces(input)?;
        }
        let Attributes { paths, .. } = read_settings(&mut attributes, Target::Set, &mut faults);
        Ok(Self { attributes, visibility, ident, parent, listed, included, paths, faults })
    }

    /// Asks the rules about it. What they refuse is taken out.
    pub fn check(&mut self, diag: &mut Diag) {
        diag.append(std::mem::take(&mut self.faults));
        let mut seen = Seen::default();
        self.included.retain(|included| {
            let (name, span) = (format!("..{}", written(&included.path)), span_of(&included.path));
            seen.is_new(Spanned::new(name, span), is_conditional(&included.attributes), diag)
        });
        self.listed.retain_mut(|member| {
            let is_conditional = is_conditional(&member.attributes);
            let ty = written(&member.ty);
            let is_new =
                seen.is_new(Spanned::new(ty.clone(), span_of(&member.ty)), is_conditional, diag);
            if let Some(variants) = &mut member.variants {
                let mut seen = Seen::default();
                variants.retain(|variant| {
                    let name = format!("{ty}::{}", plain(&variant.ident));
                    let name = Spanned::new(name, variant.ident.span());
                    seen.is_new(name, grammar::is_conditional(&variant.attributes), diag)
                });
            }
            is_new
        });
    }
}

/// What was listed so far.
#[derive(Default)]
struct Seen(Vec<String>);

impl Seen {
    /// Whether something is listed for the first time, or under a condition.
    fn is_new(&mut self, name: Spanned<String>, is_conditional: bool, diag: &mut Diag) -> bool {
        let is_repeated = !is_conditional && self.0.contains(&name.value);
        if is_repeated {
            diag.report(&rules::REGISTRY_REPEATED, name.pos, &[("type", &name.value)]);
        } else if !is_conditional {
            self.0.push(name.value);
        }
        !is_repeated
    }
}

fn span_of(tokens: &impl quote::ToTokens) -> Span {
    syn::spanned::Spanned::span(tokens)
}

fn type_of(path: Path) -> Type {
    Type::Path(TypePath { attrs: Vec::new(), qself: None, path })
}

/// `UserError`, or `UserError::NotFound`, which a type cannot be.
fn whole_or_variant(attributes: Vec<Attribute>, mut ty: Type) -> SetMember {
    // What a macro hands over stands in a group.
    while let Type::Group(group) = ty {
        ty = *group.elem;
    }
    let variant = match &mut ty {
        Type::Path(path) if path.qself.is_none() => variants::split_variant(&mut path.path),
        _ => None,
    };
    let variants = variant.map(|ident| vec![ListedVariant { attributes: Vec::new(), ident }]);
    SetMember { attributes, ty, variants }
}
