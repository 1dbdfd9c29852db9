//! What `cargo error-catalog` finds beside broken rules, changes of the lock and mistakes in code, as one table.

/// A kind of finding, which has no rule of the derive, no kind of change and no lint.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Its name: in reports and in `explain`.
    pub id: &'static str,
    /// What is wrong.
    pub what: &'static str,
    /// Why it is reported.
    pub why: &'static str,
    /// How to fix it.
    pub help: &'static str,
    /// What is not reported, and how to turn it off.
    pub exceptions: &'static str,
    /// The section of the manual.
    pub page: &'static str,
}

/// The finding of an id.
pub fn by_id(id: &str) -> Option<&'static Finding> {
    ALL.iter().copied().find(|finding| finding.id == id)
}

/// The ids, in the order of the table.
pub fn ids() -> Vec<&'static str> {
    ALL.iter().map(|finding| finding.id).collect()
}

/// Declares the findings and [`ALL`].
macro_rules! findings {
    ($( $NAME:ident = $id:literal on $page:literal:
        $what:literal,
        help $help:literal,
        why $why:literal,
        except $except:literal;
    )+) => {
        $(
            #[doc = concat!("`", $id, "`: ", $what)]
            pub const $NAME: &Finding = &Finding {
                id: $id,
                what: $what,
                why: $why,
                help: $help,
                exceptions: $except,
                page: $page,
            };
        )+

        /// Every kind of finding.
        pub static ALL: &[&Finding] = &[$( $NAME, )+];
    };
}

findings! {
    UNKNOWN_CONSTRAINT = "unknown-constraint" on "database.md#compared-with-the-migrations":
        "a constraint that a code declares is not in the migrations",
        help "write the name as the migrations have it, or add the constraint to them. The help names the nearest one",
        why "`or_db` compares names when a statement fails: with a wrong one the client receives the internal code in place of this one, and no test without a database finds it",
        except "names in statements that are not read, which are reported as not compared. `migrations` under `[database]` of `error-catalog.toml` names other folders, and `migrations = []` turns the comparison off";
    POLICY = "policy" on "operations.md#policies":
        "a code lacks what a policy of `error-catalog.toml` requires",
        help "declare what the message names at the code. The help has the key to paste",
        why "a team agrees on what codes must have, such as an owner and a runbook for urgent ones, and a review does not see what is missing",
        except "codes that the condition of the policy leaves out. Remove the policy from `[policies]` to turn it off";
    NOT_LOOKED_AT = "not-looked-at" on "command.md#lints":
        "a file or a macro call that the lints should look at could not be read",
        help "mend the file so that it parses. The arguments of a macro that are not Rust are not looked at",
        why "mistakes in it are not found, which is not the same as that there are none",
        except "none. It is a warning, and an error if a lint is `deny`";
    MISSING_DOCUMENT = "missing-document" on "documents.md#formats":
        "a declared document does not exist",
        help "write it with `cargo error-catalog docs`, and commit it",
        why "who reads the documents finds nothing about new codes",
        except "documents that Rust code names, which that code compares";
    STALE_DOCUMENT = "stale-document" on "documents.md#formats":
        "a document differs from the catalogue",
        help "write it with `cargo error-catalog docs`, and commit it",
        why "the document promises codes, statuses and texts that the service does not send",
        except "documents that Rust code names, which that code compares";
    LEFTOVER_DOCUMENT = "leftover-document" on "documents.md#formats":
        "a page is about nothing in the catalogue any more",
        help "remove it with `cargo error-catalog docs`, and commit that",
        why "a page of a code that is gone is found by search, and sends readers astray",
        except "files that were not generated";
    UNLINKED_RUNBOOK = "unlinked-runbook" on "documents.md#operations":
        "there are alerts and a runbook, but no alert leads to its page",
        help "write where its pages are published: `runbook = \"https://runbooks.example.com/{code}.md\"` under `[operations]`",
        why "who is alerted at night looks for the page, and the address of the published pages is known to the team alone",
        except "none. It is a warning, with which a check succeeds";
    PROTO_CLASH = "proto-clash" on "documents.md#formats":
        "two codes have the same name or the same number in protocol buffers",
        help "rename the new one of the two: clients may have the value of the other",
        why "a value follows from its code alone. Where two are equal, that of one code changes when the other comes or goes",
        except "catalogues without the document `proto`. It is a warning, with which a check succeeds";
    OTHER = "error-catalog" on "command.md#exit-codes":
        "the catalogue, its documents or its lock cannot be read",
        help "the help of the message names what stands in the way",
        why "what cannot be read is not checked",
        except "none. In text it has no id: `sarif` and `github` want one for everything";
    NOT_COMPARED = "not-compared" on "command.md#exit-codes":
        "something that should be compared was not",
        help "the help of the message names what stands in the way",
        why "what was not compared may differ, so the check does not succeed",
        except "none";
}
