//! Turns the list of routes into a server: who is asking, may they, answer, log, count.

use crate::{Access, Answer, App, Ask, Fields, Language, Refusal, Route, Upload, metrics, openapi, statics};
use axum::body::{Body, Bytes};
use axum::extract::{
    ConnectInfo, DefaultBodyLimit, Form, FromRequest, Multipart, Query, RawPathParams, Request,
};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use axum::routing::{MethodFilter, on};
use axum::{RequestExt, Router};
use kernel::Say;
use people::{Right, User};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

/// The largest body: a gazette or a sheet, not a film.
const BODY_BYTES_MAX: usize = 32 * 1024 * 1024;
/// A request that takes longer has lost its asker.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);
/// Name of the session cookie.
pub const SESSION: &str = "luoshi_session";
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

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
    routes.extend(own_routes());
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
    layered(router.route("/api/openapi.json", axum::routing::get(described)).fallback(missing_page(app)))
}

fn missing_page(app: Arc<App>) -> axum::routing::MethodRouter {
    let route = Arc::new(Route::get("(none)", Access::Public, |ask| {
        Err(Refusal::NotFound(Say::new("page.no_page").with("url", &ask.url)))
    }));
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
            .layer(CsrfLayer::new())
            .layer(DefaultBodyLimit::max(BODY_BYTES_MAX)),
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

/// Answers one request: reads it here, works on a thread that may wait.
async fn answer(app: Arc<App>, route: Arc<Route>, request: Request) -> Response<Body> {
    let started = Instant::now();
    let method = request.method().to_string();
    let read = read(&app, request).await;
    let task = {
        let (app, route) = (app.clone(), route.clone());
        tokio::task::spawn_blocking(move || work(&app, &route, read))
    };
    let response = task.await.unwrap_or_else(|_| stopped());
    let (status, took) = (response.status().as_u16(), started.elapsed());
    app.metrics.record(&method, route.path, status, took);
    let request_id =
        response.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info!(method, route = route.path, status, ms = took.as_millis(), request_id, "answered");
    response
}

/// A handler stopped: a mistake of ours. The log has the panic; the asker gets a plain 500.
fn stopped() -> Response<Body> {
    let mut response = Response::new(Body::from("500"));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

fn work(app: &App, route: &Route, read: Read) -> Response<Body> {
    let mut ask = Ask {
        app,
        user: None,
        now: app.clock.now(),
        language: read.language,
        large: read.cookie("luoshi_type") == "large",
        session: Some(read.cookie(SESSION).to_owned()).filter(|token| !token.is_empty()),
        path: read.path,
        query: read.query,
        form: read.form,
        files: read.files,
        body: read.body,
        url: read.url,
        method: read.method,
        address: read.address,
        request_id: read.request_id,
        host: read.host,
        secure: read.secure,
    };
    let answered = match read.fault {
        Some(fault) => Err(fault),
        None => identify(&mut ask, read.bearer.as_deref())
            .and_then(|()| admit(&ask, route.access))
            .and_then(|()| (route.handler)(&ask)),
    };
    let request_id = ask.request_id.clone();
    answered.unwrap_or_else(|refusal| refusal.answer(&ask)).header("x-request-id", &request_id).respond(&ask)
}

/// Finds out who is asking: a program by its token, a person by the session cookie.
fn identify(ask: &mut Ask<'_>, bearer: Option<&str>) -> Result<(), Refusal> {
    ask.user = match (bearer, ask.session.clone()) {
        (Some(token), _) => ask.read(|tx| Ok(people::bearer(tx, token)?))?,
        (None, Some(token)) => remember(ask, &token)?,
        (None, None) => None,
    };
    match ask.user {
        Some(_) => Ok(()),
        None => ask.app.limits.visit(ask.address),
    }
}

/// The session's user; the session is written to only when it has not been for a while.
fn remember(ask: &Ask<'_>, token: &str) -> Result<Option<User>, Refusal> {
    let found = ask.read(|tx| Ok(people::session(tx, token, ask.now)?))?;
    if found.is_some() && ask.read(|tx| Ok(people::touch_due(tx, token, ask.now)?))? {
        ask.write(|tx| Ok(people::touch(tx, token, ask.now)?))?;
    }
    Ok(found)
}

fn admit(ask: &Ask<'_>, access: Access) -> Result<(), Refusal> {
    if matches!(access, Access::Public) {
        return Ok(());
    }
    if matches!(access, Access::Local) && (ask.address.is_loopback() || ask.may(Right::ManageAccounts)) {
        return Ok(());
    }
    let user = ask.user()?;
    match access {
        Access::Needs(right) if !user.may(right) => Err(Refusal::NotAllowed(right.lacking())),
        Access::Local => Err(Refusal::NotAllowed(Say::new("page.only_local"))),
        _ => Ok(()),
    }
}

/// What was read of a request before any handler runs.
struct Read {
    language: Language,
    cookies: Vec<(String, String)>,
    bearer: Option<String>,
    path: Fields,
    query: Fields,
    form: Fields,
    files: Vec<Upload>,
    body: Vec<u8>,
    url: String,
    method: Method,
    address: IpAddr,
    request_id: String,
    host: String,
    secure: bool,
    fault: Option<Refusal>,
}

impl Read {
    fn cookie(&self, name: &str) -> &str {
        self.cookies.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }
}

async fn read(app: &App, mut request: Request) -> Read {
    let path = path_fields(&mut request).await;
    let headers = request.headers().clone();
    let cookies = cookies(&headers);
    let mut read = Read {
        language: language(&headers, &cookies),
        bearer: text(&headers, &AUTHORIZATION).strip_prefix("Bearer ").map(str::to_owned),
        path,
        query: Fields(Query::try_from_uri(request.uri()).map(|Query(pairs)| pairs).unwrap_or_default()),
        form: Fields::default(),
        files: Vec::new(),
        body: Vec::new(),
        url: request.uri().path_and_query().map_or_else(String::new, ToString::to_string),
        method: request.method().clone(),
        address: request
            .extensions()
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |c| c.0.ip()),
        request_id: text(&headers, &REQUEST_ID).to_owned(),
        host: text(&headers, &HOST).to_owned(),
        secure: text(&headers, &HeaderName::from_static("x-forwarded-proto")) == "https",
        fault: None,
        cookies,
    };
    read.fault = match read_body(app, request, &headers, &mut read).await {
        Err(fault) => Some(fault),
        Ok(()) => unwritable(&read),
    };
    read
}

/// The character NUL can stand in no text of PostgreSQL: what holds it is refused at the door, on every engine.
fn unwritable(read: &Read) -> Option<Refusal> {
    let has =
        |fields: &Fields| fields.0.iter().any(|(name, value)| name.contains('\0') || value.contains('\0'));
    let named = |upload: &Upload| upload.name.contains('\0');
    let escaped = || read.body.windows(NUL_ESCAPED.len()).any(|bytes| bytes == NUL_ESCAPED);
    let found = [&read.path, &read.query, &read.form].into_iter().any(has)
        || read.files.iter().any(named)
        || escaped();
    found.then(|| Refusal::Invalid(Say::new("page.nul")))
}

/// NUL as JSON writes it; a raw one is no JSON.
const NUL_ESCAPED: &[u8] = br"\u0000";

async fn path_fields(request: &mut Request) -> Fields {
    let params = request.extract_parts::<RawPathParams>().await;
    Fields(
        params
            .map(|p| p.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
            .unwrap_or_default(),
    )
}

async fn read_body(app: &App, request: Request, headers: &HeaderMap, read: &mut Read) -> Result<(), Refusal> {
    let kind = text(headers, &CONTENT_TYPE);
    if kind.starts_with("multipart/form-data") {
        let parts = Multipart::from_request(request, app).await.map_err(|_| unreadable())?;
        return read_parts(parts, read).await;
    }
    if kind.starts_with("application/x-www-form-urlencoded") {
        let Form(pairs) = Form::from_request(request, app).await.map_err(|_| unreadable())?;
        read.form = Fields(pairs);
    } else {
        read.body = Bytes::from_request(request, app).await.map_err(|_| unreadable())?.to_vec();
    }
    Ok(())
}

async fn read_parts(mut parts: Multipart, read: &mut Read) -> Result<(), Refusal> {
    while let Some(part) = parts.next_field().await.map_err(|_| unreadable())? {
        let field = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| unreadable())?;
        match file {
            Some(name) => read.files.push(Upload { field, name, bytes: bytes.to_vec() }),
            None => read.form.0.push((field, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok(())
}

fn unreadable() -> Refusal {
    Refusal::Invalid(Say::new("page.unreadable_body").with("megabytes", BODY_BYTES_MAX / 1024 / 1024))
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let pairs = text(headers, &COOKIE).split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The chosen language; else the browser's first wish among ours; else Chinese.
fn language(headers: &HeaderMap, cookies: &[(String, String)]) -> Language {
    let chosen = cookies
        .iter()
        .find(|(name, _)| name == "luoshi_language")
        .and_then(|(_, code)| Language::from_code(code));
    let wished = text(headers, &axum::http::header::ACCEPT_LANGUAGE);
    let first = wished.split([',', ';', '-']).next().and_then(Language::from_code);
    chosen.or(first).unwrap_or_default()
}

/// Routes of this crate: what the machine room asks, and what a browser remembers.
fn own_routes() -> Vec<Route> {
    vec![
        Route::get("/healthz", Access::Public, |_| {
            Ok(Answer::bytes("text/plain; charset=utf-8", b"ok\n".to_vec()))
        }),
        Route::get("/readyz", Access::Public, ready),
        Route::get("/metrics", Access::Local, figures),
        Route::get("/preferences", Access::Public, preferences),
    ]
}

/// Ready when the store answers.
fn ready(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    ask.read(|tx| Ok(tx.query_one("SELECT 1", &[])?))?;
    Ok(Answer::bytes("text/plain; charset=utf-8", b"ready\n".to_vec()))
}

fn figures(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let text = ask.read(|tx| Ok(metrics::text(ask.app, tx, ask.now)?))?;
    Ok(Answer::bytes("application/openmetrics-text; version=1.0.0; charset=utf-8", text.into_bytes()))
}

/// A year; a preference is no secret.
const REMEMBER_SECONDS: u32 = 31_536_000;

/// Sets the language or the type size and goes back to the page; only a page of ours is gone back to.
fn preferences(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let mut answer = Answer::see(local(ask.query.get("back")));
    if let Some(language) = Language::from_code(ask.query.get("language")) {
        answer = answer.cookie(ask, "luoshi_language", language.code(), REMEMBER_SECONDS);
    }
    if let size @ ("large" | "normal") = ask.query.get("type") {
        answer = answer.cookie(ask, "luoshi_type", size, REMEMBER_SECONDS);
    }
    Ok(answer)
}

/// A place on this server; anything else becomes the home page, so that a link cannot lead away.
pub fn local(place: &str) -> String {
    let inside = place.starts_with('/')
        && !place.starts_with("//")
        && !place.contains('\\')
        && !place.contains(char::is_control);
    if inside { crate::encode_url(place) } else { "/".to_owned() }
}
