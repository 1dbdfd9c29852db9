//! What the files of a package declare, as far as the lints ask for it.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{STATUS, TypeOutline};

/// What one file declares, as plain data.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// The types with their names, and whether they are catalogued.
    pub types: Vec<(String, bool)>,
    pub aliases: Vec<(String, TypeOutline)>,
    /// The fields of structs: the struct, the field, its type.
    pub fields: Vec<(String, String, TypeOutline)>,
    /// The fields that clients receive: the enum, the variant, the field.
    pub details: Vec<[String; 3]>,
    pub functions: Vec<Function>,
    pub modules: BTreeSet<String>,
    /// The names of functions that a router calls.
    pub routed: BTreeSet<String>,
    /// Whether the file names the crate `error_catalog`.
    pub uses_error_catalog: bool,
    /// The crate with which the file logs.
    pub logs: Option<&'static str>,
}

/// A function with its result.
#[derive(Debug, Clone)]
pub(super) struct Function {
    pub name: String,
    /// The type or the trait that it belongs to.
    pub owner: Option<String>,
    /// The innermost module.
    pub module: Option<String>,
    pub returns: Option<TypeOutline>,
}

/// The function that a call names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Called {
    /// `name(…)` or `module::name(…)`.
    Free { module: Option<String>, name: String },
    /// `name(…)` where the name may also be that of another crate: the function of this module, if it has one.
    Neighbour { module: Option<String>, name: String },
    /// `Type::name(…)`.
    Associated { owner: String, name: String },
    /// `value.field.name(…)` of a value whose type is known.
    Method { of: TypeOutline, fields: Vec<String>, name: String },
}

/// What all files of a package declare.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Whether every type of a name is catalogued.
    types: BTreeMap<String, bool>,
    aliases: BTreeMap<String, Vec<TypeOutline>>,
    fields: BTreeMap<(String, String), TypeOutline>,
    details: BTreeSet<[String; 3]>,
    free: BTreeMap<String, Vec<Function>>,
    owned: BTreeMap<(String, String), Vec<Function>>,
    /// How many functions have a name.
    names: BTreeMap<String, usize>,
    modules: BTreeSet<String>,
    routed: BTreeSet<String>,
    uses_error_catalog: bool,
    logs: Option<&'static str>,
}

/// The types of `error_catalog` that are catalogued.
const BUILT_IN: &[&str] = &["Failure", "SystemError", "Unexpected", "ValidationError"];

/// Aliases that name each other end here.
const MAX_ALIASES: usize = 8;

impl Package {
    pub(super) fn add(&mut self, declared: Declared) {
        for (name, is_catalogued) in declared.types {
            *self.types.entry(name).or_insert(true) &= is_catalogued;
        }
        for (name, target) in declared.aliases {
            self.aliases.entry(name).or_default().push(target);
        }
        for (owner, field, ty) in declared.fields {
            self.fields.insert((owner, field), ty);
        }
        self.details.extend(declared.details);
        for function in declared.functions {
            *self.names.entry(function.name.clone()).or_default() += 1;
            match &function.owner {
                Some(owner) => {
                    let key = (owner.clone(), function.name.clone());
                    self.owned.entry(key).or_default().push(function);
                }
                None => self.free.entry(function.name.clone()).or_default().push(function),
            }
        }
        self.modules.extend(declared.modules);
        self.routed.extend(declared.routed);
        self.uses_error_catalog |= declared.uses_error_catalog;
        // `tracing`, if the package has both.
        self.logs = self.logs.max(declared.logs);
    }

    /// Whether a called function is known to return a catalogued error.
    pub(super) fn returns_catalogued(&self, called: &Called) -> bool {
        self.returns(called, |ty| self.is_catalogued_result(ty))
    }

    /// Whether a called function is known to return a status.
    pub(super) fn returns_status(&self, called: &Called) -> bool {
        self.returns(called, |ty| self.resolved(ty).name == STATUS)
    }

    /// Whether all functions that a call may mean return such a type; not if none is known.
    fn returns(&self, called: &Called, is_such: impl Fn(&TypeOutline) -> bool) -> bool {
        let functions = match called {
            Called::Free { module, name } => {
                let functions = self.free.get(name).into_iter().flatten();
                let is_meant =
                    |function: &&Function| module.is_none() || function.module == *module;
                functions.filter(is_meant).collect::<Vec<_>>()
            }
            Called::Neighbour { module, name } => {
                let functions = self.free.get(name).into_iter().flatten();
                functions.filter(|function| function.module == *module).collect()
            }
            Called::Associated { owner, name } => self.owned_by(owner, name),
            Called::Method { of, fields, name } => {
                let mut owner = self.resolved(of.unwrapped());
                for field in fields {
                    let key = (owner.name.clone(), field.clone());
                    let Some(ty) = self.fields.get(&key) else { return false };
                    owner = self.resolved(ty.unwrapped());
                }
                self.owned_by(&owner.name, name)
            }
        };
        let returns_such = |function: &&Function| function.returns.as_ref().is_some_and(&is_such);
        !functions.is_empty() && functions.iter().all(returns_such)
    }

    /// Whether a router calls the function of this name, which is the only one in the package.
    pub(super) fn is_routed(&self, name: &str) -> bool {
        self.routed.contains(name) && self.names.get(name) == Some(&1)
    }

    /// Whether clients receive a field.
    pub(super) fn is_detail(&self, field: &[String; 3]) -> bool {
        let [owner, _, _] = field;
        self.types.get(owner) == Some(&true) && self.details.contains(field)
    }

    /// The crate with which the package logs.
    pub(super) const fn logs(&self) -> Option<&'static str> {
        self.logs
    }

    fn owned_by(&self, owner: &str, name: &str) -> Vec<&Function> {
        let key = (owner.to_owned(), name.to_owned());
        self.owned.get(&key).into_iter().flatten().collect()
    }

    /// Whether a type is a result with a catalogued error.
    pub(super) fn is_catalogued_result(&self, ty: &TypeOutline) -> bool {
        let mut meant = vec![(ty.unwrapped(), 0)];
        let mut is_any = false;
        while let Some((ty, depth)) = meant.pop() {
            if ty.name == "Result" && ty.args.len() == 2 {
                let [_, error] = ty.args.as_slice() else { return false };
                if !self.is_catalogued(error) {
                    return false;
                }
                is_any = true;
                continue;
            }
            let Some(targets) = self.alias(&ty.name).filter(|_| depth < MAX_ALIASES) else {
                return false;
            };
            meant.extend(targets.iter().map(|target| (target.unwrapped(), depth + 1)));
        }
        is_any
    }

    /// What an alias stands for; `None` if the name is also that of a type, so that either may be meant.
    fn alias(&self, name: &str) -> Option<&Vec<TypeOutline>> {
        self.aliases.get(name).filter(|_| !self.types.contains_key(name))
    }

    fn is_catalogued(&self, error: &TypeOutline) -> bool {
        let error = self.resolved(error);
        match self.types.get(&error.name) {
            Some(is_catalogued) => *is_catalogued,
            None => self.uses_error_catalog && BUILT_IN.contains(&error.name.as_str()),
        }
    }

    /// The type behind aliases.
    fn resolved<'t>(&'t self, ty: &'t TypeOutline) -> &'t TypeOutline {
        let mut ty = ty;
        for _ in 0..MAX_ALIASES {
            match self.alias(&ty.name).map(Vec::as_slice) {
                Some([target]) => ty = target.unwrapped(),
                _ => break,
            }
        }
        ty
    }
}
