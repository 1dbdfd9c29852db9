//! The route that a request matched, such as `/users/{id}`. Unlike the path it has no text of the client.

/// A route as the framework has it.
#[derive(Clone)]
pub(crate) enum Route {
    /// That of axum, which is behind a pointer already.
    #[cfg(feature = "axum")]
    Axum(axum::extract::MatchedPath),
    Text(Box<str>),
}

impl Route {
    /// The route in the extensions of a request.
    pub(crate) fn from_extensions(extensions: &http::Extensions) -> Option<Self> {
        #[cfg(feature = "axum")]
        return extensions.get().cloned().map(Self::Axum);
        #[cfg(not(feature = "axum"))]
        {
            let _ = extensions;
            None
        }
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            #[cfg(feature = "axum")]
            Self::Axum(route) => route.as_str(),
            Self::Text(route) => route,
        }
    }
}
