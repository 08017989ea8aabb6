//! Turns the list of routes into a server: who is asking, may they, answer, log, count.

mod door;
mod own;
mod read;

pub use own::local;

use crate::{Access, App, Ask, Handler, Refusal, Route, openapi, statics};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use axum::routing::{MethodFilter, on};
use kernel::Say;
use people::User;
use read::{Content, Head, REQUEST_ID};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

/// A request that takes longer has lost its asker.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);
/// Name of the session cookie.
pub const SESSION: &str = "luoshi_session";

/// What a browser may do with our pages: load from here and nowhere else.
const HEADERS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];

/// The server over the routes of all jobs; this crate's own routes are added.
pub fn router(app: Arc<App>, mut routes: Vec<Route>) -> Router {
    routes.extend(statics::routes());
    routes.extend(own::routes());
    let description =
        Arc::new(serde_json::to_vec(&openapi::document(&routes, app.version)).unwrap_or_default());
    let mut router = Router::new();
    for route in routes {
        let Ok(filter) = MethodFilter::try_from(route.method.clone()) else { continue };
        let (app, route) = (app.clone(), Arc::new(route));
        router =
            router.route(route.path, on(filter, move |request| answer(app.clone(), route.clone(), request)));
    }
    let described =
        move || async move { ([(CONTENT_TYPE, "application/json")], description.as_ref().clone()) };
    let router = router.route("/api/openapi.json", axum::routing::get(described));
    let router = router.fallback(refused(app.clone(), |ask| {
        Err(Refusal::NotFound(Say::new("page.no_page").with("url", &ask.url)))
    }));
    layered(router.method_not_allowed_fallback(refused(app, |_| Err(Refusal::WrongMethod))))
}

/// Answers what no route answers, with a page or a problem like any other refusal.
fn refused(app: Arc<App>, handler: Handler) -> axum::routing::MethodRouter {
    let route = Arc::new(Route::get("(none)", Access::Public, handler));
    axum::routing::any(move |request| answer(app.clone(), route.clone(), request))
}

fn layered(mut router: Router) -> Router {
    for (name, value) in HEADERS {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
        router = router.layer(SetResponseHeaderLayer::if_not_present(name, value));
    }
    router.layer(
        ServiceBuilder::new()
            .layer(SetRequestIdLayer::new(REQUEST_ID, RandomId))
            .layer(PropagateRequestIdLayer::new(REQUEST_ID))
            .layer(CompressionLayer::new())
            .layer(CatchPanicLayer::new())
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WITHIN))
            .layer(CsrfLayer::new()),
    )
}

/// Gives each request an identity that is found again in the log.
#[derive(Clone, Copy)]
struct RandomId;

impl MakeRequestId for RandomId {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        let id: u64 = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 0_u8);
        HeaderValue::from_str(&format!("{id:016x}")).ok().map(RequestId::new)
    }
}

/// Answers one request: reads it here, works on a thread that may wait. The body is read when its sender was let in.
async fn answer(app: Arc<App>, route: Arc<Route>, mut request: Request) -> Response<Body> {
    let started = Instant::now();
    let head = Head::of(&mut request).await;
    let method = head.method.clone();
    let response = match let_in(&app, &route, head).await {
        Some((head, user, admitted)) => {
            let asked = match admitted {
                Ok(()) => read::content(&app, request, &head, user.is_some()).await,
                Err(refusal) => {
                    read::discard(request).await;
                    Err(refusal)
                }
            };
            let (app, route) = (app.clone(), route.clone());
            let task = tokio::task::spawn_blocking(move || work(&app, &route, head, user, asked));
            task.await.unwrap_or_else(|_| stopped())
        }
        None => stopped(),
    };
    let (status, took) = (response.status().as_u16(), started.elapsed());
    app.metrics.record(method.as_str(), route.path, status, took);
    let request_id =
        response.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info!(%method, route = route.path, status, ms = took.as_millis(), request_id, "answered");
    response
}

/// Who is asking, found on a thread that may wait; `None` when that thread stopped.
async fn let_in(
    app: &Arc<App>,
    route: &Route,
    head: Head,
) -> Option<(Head, Option<User>, Result<(), Refusal>)> {
    let (app, access) = (app.clone(), route.access);
    let task = tokio::task::spawn_blocking(move || {
        let (user, admitted) = door::enter(&app, &head, access);
        (head, user, admitted)
    });
    task.await.ok()
}

/// A handler stopped: a mistake of ours. The log has the panic; the asker gets a plain 500.
fn stopped() -> Response<Body> {
    let mut response = Response::new(Body::from("500"));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// Lets the route answer, or says why it does not.
fn work(
    app: &App,
    route: &Route,
    head: Head,
    user: Option<User>,
    asked: Result<Content, Refusal>,
) -> Response<Body> {
    let (content, refused) = match asked {
        Ok(content) => (content, None),
        Err(refusal) => (Content::default(), Some(refusal)),
    };
    let ask = Ask {
        app,
        user,
        now: app.clock.now(),
        language: head.language,
        large: head.cookie("luoshi_type") == "large",
        session: head.session().map(str::to_owned),
        path: head.path,
        query: head.query,
        form: content.form,
        files: content.files,
        body: content.body,
        url: head.url,
        method: head.method,
        address: head.address,
        request_id: head.request_id,
        host: head.host,
        secure: head.secure,
    };
    let answered = refused.map_or_else(|| (route.handler)(&ask), Err);
    let request_id = ask.request_id.clone();
    answered.unwrap_or_else(|refusal| refusal.answer(&ask)).header("x-request-id", &request_id).respond(&ask)
}
