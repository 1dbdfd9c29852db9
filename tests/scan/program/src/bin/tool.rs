#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "TOOL")]
enum ToolError {
    #[catalog(code = "TOOL_IS_BLUNT", status = 500, log_level = ERROR, message = "エラーが発生しました")]
    Blunt,
}

fn main() {}
