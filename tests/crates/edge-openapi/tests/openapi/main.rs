//! How `Failure<…>` describes its endpoint in `OpenAPI`, and whether the service does what it describes.

mod aide;
mod declared;
mod shape;
mod three_lines;
mod utoipa;
