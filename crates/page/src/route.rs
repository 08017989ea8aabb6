//! One door of the house: method, path, who may use it, what it does, and how it is described to programs.

use crate::{Answer, Ask, Refusal};
use axum::http::Method;
use people::Right;
use std::fmt;
use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

/// What answers a request. It runs on a thread that may wait for the database.
pub type Handler = fn(&Ask<'_>) -> Result<Answer, Refusal>;

/// Who may use a route. There is no route without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone.
    Public,
    /// The machine itself, or an administrator: figures for monitoring.
    Local,
    /// Anyone who has signed in.
    SignedIn,
    /// Those whose role holds the right.
    Needs(Right),
}

/// How a route is described in `/api/openapi.json`.
#[derive(Clone)]
pub struct Doc {
    pub(crate) summary: &'static str,
    pub(crate) query: &'static [(&'static str, &'static str)],
    pub(crate) request: Option<String>,
    pub(crate) response: Option<String>,
    pub(crate) media_type: &'static str,
    pub(crate) schemas: Vec<(String, RefOr<Schema>)>,
}

impl fmt::Debug for Doc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Doc").field("summary", &self.summary).finish_non_exhaustive()
    }
}

/// A description by its one-sentence summary.
pub fn described(summary: &'static str) -> Doc {
    Doc {
        summary,
        query: &[],
        request: None,
        response: None,
        media_type: "application/json",
        schemas: Vec::new(),
    }
}

impl Doc {
    /// Query parameters with what each means.
    #[must_use]
    pub fn query(mut self, query: &'static [(&'static str, &'static str)]) -> Doc {
        self.query = query;
        self
    }

    /// The JSON it takes.
    #[must_use]
    pub fn takes<T: ToSchema>(mut self) -> Doc {
        self.request = Some(self.name::<T>());
        self
    }

    /// The JSON it gives.
    #[must_use]
    pub fn gives<T: ToSchema>(mut self) -> Doc {
        self.response = Some(self.name::<T>());
        self
    }

    /// The media type it gives when that is not JSON.
    #[must_use]
    pub fn media_type(mut self, media_type: &'static str) -> Doc {
        self.media_type = media_type;
        self
    }

    fn name<T: ToSchema>(&mut self) -> String {
        let name = T::name().into_owned();
        self.schemas.push((name.clone(), T::schema()));
        T::schemas(&mut self.schemas);
        name
    }
}

/// One door of the house.
#[derive(Debug, Clone)]
pub struct Route {
    /// GET, POST …
    pub method: Method,
    /// Path with `{name}` parts.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What it does.
    pub handler: Handler,
    /// How it is described to programs; pages for people have none.
    pub doc: Option<Doc>,
}

impl Route {
    /// A page or a reading.
    pub fn get(path: &'static str, access: Access, handler: Handler) -> Route {
        Route { method: Method::GET, path, access, handler, doc: None }
    }

    /// A form or a command.
    pub fn post(path: &'static str, access: Access, handler: Handler) -> Route {
        Route { method: Method::POST, path, access, handler, doc: None }
    }

    /// Setting a value at a place.
    pub fn put(path: &'static str, access: Access, handler: Handler) -> Route {
        Route { method: Method::PUT, path, access, handler, doc: None }
    }

    /// Describes the route to programs.
    #[must_use]
    pub fn doc(mut self, doc: Doc) -> Route {
        self.doc = Some(doc);
        self
    }
}
