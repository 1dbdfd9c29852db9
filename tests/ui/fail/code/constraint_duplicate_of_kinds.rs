// Rules: constraint-duplicate
// A name is one constraint, whatever kind each variant takes it for, and a list has it once.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 409, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_A", message = "taken", unique("users_email_key", "users.email", "users.email"))]
    A,
    #[catalog(code = "USER_B", message = "taken", foreign_key = "users_team_fkey", check = "users.email")]
    B,
    #[catalog(code = "USER_C", message = "taken", check("予約", "users_team_fkey"))]
    C,
}

fn main() {}
// Mistakes: 3
