//! The organization's own sign-in (OpenID Connect), for those that have one.

use super::ConfigError;

/// `CAIRN_OIDC_…`. Without an issuer there is none.
#[derive(Debug, Clone)]
pub struct Organization {
    /// `CAIRN_OIDC_ISSUER`: the provider's address; what it says about itself is read from there. https, but on this machine.
    pub issuer: String,
    /// `CAIRN_OIDC_CLIENT_ID`: what Cairn is called there.
    pub client_id: String,
    /// `CAIRN_OIDC_CLIENT_SECRET_FILE`: the file with the secret, if the provider gave one.
    pub client_secret: Option<String>,
    /// `CAIRN_OIDC_LABEL`: what people call it, on the button. Default "the organization".
    pub label: String,
    /// `CAIRN_OIDC_MFA_AMR`: methods (claim `amr`) that mean a second factor was shown, separated by commas.
    pub amr: Vec<String>,
    /// `CAIRN_OIDC_MFA_ACR`: classes (claim `acr`) that mean it. With neither, Cairn asks for its own second factor.
    pub acr: Vec<String>,
}

impl Organization {
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Option<Organization>, ConfigError> {
        let Some(issuer) = get("CAIRN_OIDC_ISSUER").filter(|issuer| !issuer.is_empty()) else {
            return Ok(None);
        };
        let here = ["http://127.0.0.1:", "http://localhost:"].iter().any(|start| issuer.starts_with(start));
        if !issuer.starts_with("https://") && !here {
            return Err(ConfigError {
                variable: "CAIRN_OIDC_ISSUER",
                problem: format!("{issuer:?}"),
                remedy: "write the provider's address with https:// in front",
            });
        }
        let client_id = get("CAIRN_OIDC_CLIENT_ID").ok_or(ConfigError {
            variable: "CAIRN_OIDC_CLIENT_ID",
            problem: "missing".to_string(),
            remedy: "set it to the name that the provider gave this program",
        })?;
        let file = get("CAIRN_OIDC_CLIENT_SECRET_FILE");
        let client_secret = file.map(std::fs::read_to_string).transpose().map_err(|error| ConfigError {
            variable: "CAIRN_OIDC_CLIENT_SECRET_FILE",
            problem: format!("a file that cannot be read ({error})"),
            remedy: "name a file that holds the secret alone and that Cairn may read",
        })?;
        let list = |name: &str| -> Vec<String> {
            let text = get(name).unwrap_or_default();
            text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_string).collect()
        };
        Ok(Some(Organization {
            issuer,
            client_id,
            client_secret: client_secret.map(|secret| secret.trim().to_string()),
            label: get("CAIRN_OIDC_LABEL").unwrap_or_default(),
            amr: list("CAIRN_OIDC_MFA_AMR"),
            acr: list("CAIRN_OIDC_MFA_ACR"),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_without_https_is_refused_with_the_remedy() {
        let get = |name: &str| (name == "CAIRN_OIDC_ISSUER").then(|| "http://sso.example.org".to_string());
        let words = Organization::read(get).unwrap_err().to_string();
        assert!(words.contains("https://"), "{words}");
    }

    #[test]
    fn without_an_issuer_there_is_none() {
        assert!(Organization::read(|_| None).unwrap().is_none());
    }
}
