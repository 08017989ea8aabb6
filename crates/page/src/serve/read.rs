//! Reading a request: its head at once, its body when its sender was let in.

use super::SESSION;
use crate::{App, Fields, Language, Refusal, Upload};
use axum::RequestExt;
use axum::body::{Bytes, HttpBody};
use axum::extract::{
    ConnectInfo, DefaultBodyLimit, Form, FromRequest, Multipart, Query, RawPathParams, Request,
};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST};
use axum::http::{HeaderMap, HeaderName, Method};
use kernel::Say;
use std::future::poll_fn;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::pin::pin;

/// The largest body of somebody who is known: a gazette or a sheet, not a film.
const BODY_BYTES_MAX: usize = 32 * 1024 * 1024;
/// The largest body of a visitor: a form with a password.
const VISITOR_BYTES_MAX: usize = 64 * 1024;
/// What is taken in of a body that nobody reads; whoever sends more is cut off.
const DISCARDED_MAX: usize = 4 * 1024 * 1024;
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What a request says before its body.
pub(super) struct Head {
    pub(super) language: Language,
    cookies: Vec<(String, String)>,
    pub(super) bearer: Option<String>,
    pub(super) path: Fields,
    pub(super) query: Fields,
    pub(super) url: String,
    pub(super) method: Method,
    pub(super) address: IpAddr,
    pub(super) request_id: String,
    pub(super) host: String,
    pub(super) secure: bool,
}

/// What came with a request.
#[derive(Default)]
pub(super) struct Content {
    pub(super) form: Fields,
    pub(super) files: Vec<Upload>,
    pub(super) body: Vec<u8>,
}

impl Head {
    /// Reads the head.
    pub(super) async fn of(request: &mut Request) -> Head {
        let path = path_fields(request).await;
        let headers = request.headers();
        let cookies = cookies(headers);
        let address = request.extensions().get::<ConnectInfo<SocketAddr>>();
        Head {
            language: language(headers, &cookies),
            bearer: text(headers, &AUTHORIZATION).strip_prefix("Bearer ").map(str::to_owned),
            path,
            query: Fields(Query::try_from_uri(request.uri()).map(|Query(pairs)| pairs).unwrap_or_default()),
            url: request.uri().path_and_query().map_or_else(String::new, ToString::to_string),
            method: request.method().clone(),
            address: address.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |connected| connected.0.ip()),
            request_id: text(headers, &REQUEST_ID).to_owned(),
            host: text(headers, &HOST).to_owned(),
            secure: text(headers, &HeaderName::from_static("x-forwarded-proto")) == "https",
            cookies,
        }
    }

    pub(super) fn cookie(&self, name: &str) -> &str {
        self.cookies.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }

    /// Token of the browser session.
    pub(super) fn session(&self) -> Option<&str> {
        Some(self.cookie(SESSION)).filter(|token| !token.is_empty())
    }
}

/// Takes in what somebody sends who was not let in, and keeps nothing: a browser that is still sending would not read
/// the answer, and who only has to sign in again would see a broken page.
pub(super) async fn discard(request: Request) {
    let mut body = pin!(request.into_body());
    let mut left = DISCARDED_MAX;
    while let Some(Ok(frame)) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        let Some(rest) = left.checked_sub(frame.data_ref().map_or(0, Bytes::len)) else { return };
        left = rest;
    }
}

/// Reads the body, up to what its sender may send.
pub(super) async fn content(
    app: &App,
    mut request: Request,
    head: &Head,
    known: bool,
) -> Result<Content, Refusal> {
    let most = if known { BODY_BYTES_MAX } else { VISITOR_BYTES_MAX };
    if text(request.headers(), &CONTENT_LENGTH).parse().is_ok_and(|length: usize| length > most) {
        discard(request).await;
        return Err(unreadable(most));
    }
    DefaultBodyLimit::max(most).apply(&mut request);
    let content = body(app, request).await.ok_or_else(|| unreadable(most))?;
    match has_nul(head, &content) {
        true => Err(Refusal::Invalid(Say::new("page.nul"))),
        false => Ok(content),
    }
}

async fn body(app: &App, request: Request) -> Option<Content> {
    let kind = text(request.headers(), &CONTENT_TYPE).to_owned();
    if kind.starts_with("multipart/form-data") {
        return parts(Multipart::from_request(request, app).await.ok()?).await;
    }
    if kind.starts_with("application/x-www-form-urlencoded") {
        let Form(pairs) = Form::from_request(request, app).await.ok()?;
        return Some(Content { form: Fields(pairs), ..Content::default() });
    }
    let body = Bytes::from_request(request, app).await.ok()?.to_vec();
    Some(Content { body, ..Content::default() })
}

async fn parts(mut parts: Multipart) -> Option<Content> {
    let mut content = Content::default();
    while let Some(part) = parts.next_field().await.ok()? {
        let field = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.ok()?;
        match file {
            Some(name) => content.files.push(Upload { field, name, bytes: bytes.to_vec() }),
            None => content.form.0.push((field, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Some(content)
}

/// The character NUL can stand in no text of PostgreSQL: what holds it is refused at the door, on every engine.
fn has_nul(head: &Head, content: &Content) -> bool {
    let in_fields =
        |fields: &Fields| fields.0.iter().any(|(name, value)| name.contains('\0') || value.contains('\0'));
    let in_name = |upload: &Upload| upload.name.contains('\0');
    [&head.path, &head.query, &content.form].into_iter().any(in_fields)
        || content.files.iter().any(in_name)
        || content.body.windows(NUL_ESCAPED.len()).any(|bytes| bytes == NUL_ESCAPED)
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

fn unreadable(most: usize) -> Refusal {
    let (number, unit) = if most < 1024 * 1024 { (most / 1024, "KB") } else { (most / 1024 / 1024, "MB") };
    Refusal::Invalid(Say::new("page.unreadable_body").with("most", format!("{number} {unit}")))
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
