//! The axum edge, with a real server.
