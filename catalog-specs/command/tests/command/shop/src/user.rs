use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes, locales("ja", "en"))]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO",
              message("ja" = "ユーザー {name} が見つかりません", "en" = "no user {name}"))]
    NotFound { #[detail] name: String },

    #[catalog(code = "USER_EXPORT_BROKEN", status = 500, log_level = "INFO", allow(level),
              message("ja" = "システムエラーが発生しました", "en" = "something went wrong"),
              deprecated(since = "1.4", replaced_by("USER_NOT_FOUND"), until = "3.0"))]
    ExportBroken,

    #[catalog(code = "USER_HIDDEN", status = 403, log_level = "INFO", public_as = "USER_NOT_FOUND",
              message("ja" = "見つかりません", "en" = "not found"))]
    Hidden,
}
