//! Every route of the server.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt as _};
use utoipa_axum::routes;

use super::session::AppState;
use super::{anyone, auth, dev, docs, guest, manage, pages, staff};

#[derive(OpenApi)]
#[openapi(
    info(title = "DineQR", description = "Guests scan the code on their table, order and pay; kitchen and floor see it live."),
    tags(
        (name = "anyone", description = "No sign-in"),
        (name = "guest", description = "A phone at a table"),
        (name = "auth", description = "Staff and managers signing in"),
        (name = "staff", description = "Kitchen and floor"),
        (name = "manage", description = "Managers"),
        (name = "dev", description = "404 unless the setting is on"),
    )
)]
struct Document;

/// The router of an installation, without the live channel and the middleware around it.
pub fn build(app: AppState) -> Router {
    let dev = app.config.dev.outbox_route;
    let (api, _) = routes(app.config.http.import_limit, dev).split_for_parts();
    api.route("/t/{token}", get(pages::guest_page))
        .route("/api/openapi.json", get(docs::document))
        .route("/api/docs", get(docs::index))
        .route("/api/docs/", get(docs::home))
        .route("/api/docs/{*path}", get(docs::asset))
        .fallback(pages::fallback)
        .method_not_allowed_fallback(pages::method_not_allowed)
        .with_state(app)
}

/// The OpenAPI document of all routes.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let (_, mut document) = routes(0, true).split_for_parts();
    let components = document.components.get_or_insert_default();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.add_security_scheme("token", bearer);
    for name in ["dineqr_guest", "dineqr_staff"] {
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(name)));
        components.add_security_scheme(name, cookie);
    }
    name_operations(&mut document);
    document
}

/// Clients made from the document name their functions by operation, so each has a name of its own: its method and its
/// path.
fn name_operations(document: &mut utoipa::openapi::OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let noun = path.trim_start_matches("/api/v1/").replace(['/', '-', '.', '{', '}'], "_");
        let verbs =
            [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete];
        for (verb, operation) in ["get", "put", "post", "patch", "delete"].into_iter().zip(verbs) {
            if let Some(operation) = operation {
                operation.operation_id = Some(format!("{verb}_{noun}"));
            }
        }
    }
}

fn routes(import_limit: usize, dev: bool) -> OpenApiRouter<AppState> {
    let router = OpenApiRouter::with_openapi(Document::openapi())
        .merge(anyone_routes())
        .merge(guest_routes())
        .merge(staff_routes())
        .merge(manager_routes(import_limit));
    if dev { router.merge(dev_routes()) } else { router }
}

fn anyone_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(anyone::health::healthz))
        .routes(routes!(anyone::health::readyz))
        .routes(routes!(anyone::session::get_session))
        .routes(routes!(anyone::setup::set_up))
        .routes(routes!(anyone::restaurants::get_restaurant))
        .routes(routes!(anyone::restaurants::get_menu))
        .routes(routes!(anyone::restaurants::get_availability))
        .routes(routes!(anyone::tables::get_table))
        .routes(routes!(anyone::tables::ask_staff))
        .routes(routes!(anyone::tables::quote_at_table))
}

fn guest_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(guest::otp::send_otp))
        .routes(routes!(guest::session::create_session))
        .routes(routes!(guest::session::logout))
        .routes(routes!(guest::me::export, guest::me::forget))
        .routes(routes!(guest::tab::get_tab))
        .routes(routes!(guest::tab::get_bill))
        .routes(routes!(guest::orders::quote))
        .routes(routes!(guest::orders::place_order))
        .routes(routes!(guest::orders::cancel_order))
        .routes(routes!(guest::service::request_service))
        .routes(routes!(guest::payments::start_payment))
}

fn staff_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(auth::login))
        .routes(routes!(auth::logout))
        .routes(routes!(auth::switch))
        .routes(routes!(auth::change_password))
        .routes(routes!(auth::me))
        .routes(routes!(staff::board::get_board))
        .routes(routes!(staff::tables::list_tables))
        .routes(routes!(staff::tables::open_tab))
        .routes(routes!(staff::tabs::get_tab))
        .routes(routes!(staff::tabs::close_tab))
        .routes(routes!(staff::tabs::move_tab))
        .routes(routes!(staff::tabs::join_tab))
        .routes(routes!(staff::tabs::remove_guest))
        .routes(routes!(staff::orders::quick_order))
        .routes(routes!(staff::orders::parcel_order))
        .routes(routes!(staff::orders::approve_order))
        .routes(routes!(staff::orders::accept_order))
        .routes(routes!(staff::orders::reject_order))
        .routes(routes!(staff::orders::cancel_order))
        .routes(routes!(staff::lines::advance_line))
        .routes(routes!(staff::lines::undo_line))
        .routes(routes!(staff::lines::void_line))
        .routes(routes!(staff::payments::take_payment))
        .routes(routes!(staff::service::acknowledge))
        .routes(routes!(staff::service::resolve))
        .routes(routes!(staff::dishes::set_availability))
}

fn manager_routes(import_limit: usize) -> OpenApiRouter<AppState> {
    let large = || DefaultBodyLimit::max(import_limit);
    OpenApiRouter::new()
        .routes(routes!(manage::restaurant::get_restaurant, manage::restaurant::patch_restaurant))
        .routes(routes!(manage::menu::get_draft, manage::menu::put_draft).layer(large()))
        .routes(routes!(manage::menu::import).layer(large()))
        .routes(routes!(manage::menu::export))
        .routes(routes!(manage::menu::publish))
        .routes(routes!(manage::dishes::edit))
        .routes(routes!(manage::tables::list, manage::tables::create))
        .routes(routes!(manage::tables::sheet))
        .routes(routes!(manage::tables::get, manage::tables::update, manage::tables::delete))
        .routes(routes!(manage::tables::revoke))
        .routes(routes!(manage::tables::svg))
        .routes(routes!(manage::staff::list, manage::staff::create))
        .routes(routes!(manage::staff::get, manage::staff::update, manage::staff::remove))
        .routes(routes!(manage::tabs::list))
        .routes(routes!(manage::tabs::get))
        .routes(routes!(manage::tabs::reopen))
        .routes(routes!(manage::orders::list))
        .routes(routes!(manage::reports::today))
        .routes(routes!(manage::reports::day))
}

fn dev_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(dev::outbox)).routes(routes!(dev::stats))
}
