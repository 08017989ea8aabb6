//! `/api/openapi.json`, made from the same list of routes that the server serves: it cannot describe what is
//! not there.

use crate::{Access, Doc, Route};
use axum::http::Method;
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, PathsBuilder, Ref,
    Required, ResponseBuilder,
};

/// The description of every documented route.
pub(crate) fn document(routes: &[Route], version: &str) -> OpenApi {
    let documented = routes.iter().filter_map(|route| route.doc.as_ref().map(|doc| (route, doc)));
    let mut paths = PathsBuilder::new();
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    let mut components = ComponentsBuilder::new().security_scheme("bearer", bearer);
    for (route, doc) in documented {
        paths = paths.path(route.path, PathItem::new(method(&route.method), operation(route, doc)));
        components = components.schemas_from_iter(doc.schemas.clone());
    }
    let info = InfoBuilder::new().title("Luoshi 落实").version(version).description(Some(
        "Lists answer {total, items} with `page` and `per`. A refusal is RFC 9457 problem JSON with `detail` in plain words.",
    ));
    OpenApiBuilder::new().info(info.build()).paths(paths.build()).components(Some(components.build())).build()
}

fn method(method: &Method) -> HttpMethod {
    match *method {
        Method::POST => HttpMethod::Post,
        Method::PUT => HttpMethod::Put,
        Method::DELETE => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

fn operation(route: &Route, doc: &Doc) -> Operation {
    let mut operation = OperationBuilder::new().summary(Some(doc.summary));
    for name in path_names(route.path) {
        operation = operation.parameter(parameter(name, "", ParameterIn::Path));
    }
    for (name, means) in doc.query {
        operation = operation.parameter(parameter(name, means, ParameterIn::Query));
    }
    if let Some(request) = &doc.request {
        let body = RequestBodyBuilder::new()
            .content("application/json", content(request))
            .required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    if route.access != Access::Public {
        operation = operation.security(SecurityRequirement::new::<_, [&str; 0], &str>("bearer", []));
    }
    let mut ok = ResponseBuilder::new().description("The answer");
    ok = match &doc.response {
        Some(response) => ok.content(doc.media_type, content(response)),
        None => ok.content(doc.media_type, ContentBuilder::new().build()),
    };
    let refused =
        ResponseBuilder::new().description("Refused: problem JSON says why and what would be accepted");
    operation.response("2XX", ok.build()).response("4XX", refused.build()).build()
}

fn content(schema: &str) -> utoipa::openapi::Content {
    ContentBuilder::new().schema(Some(Ref::from_schema_name(schema))).build()
}

fn parameter(name: &str, means: &str, place: ParameterIn) -> Parameter {
    let required = if place == ParameterIn::Path { Required::True } else { Required::False };
    let text =
        utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::schema::Type::String).build();
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .description(Some(means))
        .schema(Some(text))
        .build()
}

/// The `{name}` parts of a path.
fn path_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}
