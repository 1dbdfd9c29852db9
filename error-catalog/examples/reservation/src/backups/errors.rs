//! What can go wrong with backups, besides what is internal.

use error_catalog::ErrorCatalog;

/// Backups.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BACKUP", registry = crate::catalogue::Codes, locales("ja", "en", "zh-TW", "vi"))]
pub enum BackupError {
    /// The last backup cannot be read: if the service ended now, the reservations would be lost.
    ///
    /// # Causes
    /// The folder of the backups is not mounted, or no backup was written yet.
    ///
    /// # Solutions
    /// Mount the folder, and write a backup with `POST /backups`.
    #[catalog(
        code = "BACKUP_UNREADABLE",
        status = 500,
        log_level = "ERROR",
        severity = "CRITICAL",
        owner = "platform",
        message(
            "ja" = "バックアップを読み込めません",
            "en" = "The backup cannot be read",
            "zh-TW" = "無法讀取備份",
            "vi" = "Không thể đọc bản sao lưu"
        )
    )]
    Unreadable {
        /// What the system answered.
        #[source]
        source: std::io::Error,
    },
}
