//! The organization's provider: found by its issuer, asked over TLS in Rust, never followed elsewhere.
//!
//! Its addresses and keys are read at every sign-in: it happens a few times a day, and a key that was changed is known
//! at once.

use std::time::Duration;

use openidconnect::core::{CoreClient, CoreProviderMetadata};
use openidconnect::{
    ClientId, ClientSecret, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, RedirectUrl, reqwest,
};

use crate::app::App;
use crate::config::Organization;

pub(super) type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A web client that follows no redirect (the provider could lead it to a machine inside) and waits for nobody.
pub(super) fn web() -> Option<reqwest::Client> {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    builder.timeout(Duration::from_secs(5)).build().ok()
}

/// The provider as it describes itself now; none when it does not answer, which the log says.
pub(super) async fn client(app: &App, organization: &Organization, web: &reqwest::Client) -> Option<Client> {
    let issuer = IssuerUrl::new(organization.issuer.clone()).ok()?;
    let found = CoreProviderMetadata::discover_async(issuer, web).await;
    if let Err(error) = &found {
        // Of the provider, before anybody was named.
        tracing::warn!(%error, "the organization's sign-in does not answer");
    }
    let secret = organization.client_secret.clone().map(ClientSecret::new);
    let client = CoreClient::from_provider_metadata(
        found.ok()?,
        ClientId::new(organization.client_id.clone()),
        secret,
    );
    let server = &app.config.server;
    let base = server.public_url.clone().unwrap_or_else(|| ["http://", &server.listen.to_string()].concat());
    let back = RedirectUrl::new([&base, "/sign-in/organization/return"].concat()).ok()?;
    Some(client.set_redirect_uri(back))
}
