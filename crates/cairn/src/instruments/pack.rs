//! A pack: brought in after somebody looked at it, and taken along by whoever wants to ask the same elsewhere.

use askama::Template;
use axum::extract::Path;
use axum::response::IntoResponse;
use cairn_instruments::Definition;

use super::{find, path, seat, store};
use crate::access::Desk;
use crate::assessments::library;
use crate::audit::Act;
use crate::disclosures::{Egress, Shape};
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

/// Bytes of a pack that the pages take in. The largest questionnaire that ships has a quarter of it.
pub const LARGEST: usize = 80 * 1024;

#[derive(Template)]
#[template(path = "instruments/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

pub(super) async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, _) = visit.read(|desk| seat(desk)).await?;
    let (t, shell) = visitor.shell("instruments-title");
    visitor.show_form(&form, NewPage { t, shell, f: form.clone() })
}

/// Reads a pack whole, and says what is wrong with it: the place, the reason, the remedy.
pub(super) fn read(form: &mut Form, source: &str) -> Option<Definition> {
    if source.trim().is_empty() {
        form.wrong("file", "pack-choose-file");
        return None;
    }
    if source.len() > LARGEST {
        form.wrong("file", "pack-too-large");
        return None;
    }
    match Definition::from_questionnaire(source) {
        Ok(definition) if is_plain(&definition.id) && is_plain(&definition.version) => Some(definition),
        Ok(_) => {
            form.wrong("file", "pack-plain-names");
            None
        }
        Err(error) => {
            form.wrong_with("file", "pack-wrong", "why", error.to_string());
            None
        }
    }
}

/// What stands in an address as it is.
fn is_plain(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    (1..=40).contains(&name.len())
        && name.chars().all(fits)
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// A version that is here is never changed, whatever comes under its name.
pub(super) fn is_known(desk: &mut Desk<'_, '_>, definition: &Definition) -> Result<bool, Problem> {
    Ok(library::find(desk.tx, &definition.id, &definition.version)?.is_some())
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let source = form.value("pack").to_string();
    let Some(definition) = read(&mut form, &source) else {
        return draw(visit, form).await;
    };
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = seat(desk)?;
            let stamp = (desk.id(), desk.now);
            let known = is_known(desk, &definition)?;
            if known || !store::add(desk.tx, &seat, (&definition, &source), stamp)? {
                return Err(Refusal { field: "file", key: "pack-known" }.into());
            }
            desk.enter_seated(&seat, Act::Created, "instrument", stamp.0.to_string())?;
            Ok(path(&definition))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form).await,
    }
}

/// The pack of a version, of what ships too.
pub async fn show(visit: Visit, Path((instrument, version)): Path<(String, String)>) -> Answer {
    let (_, definition) = visit
        .read(move |desk| {
            seat(desk)?;
            find(desk, &instrument, &version)
        })
        .await?;
    let broken = |_| Problem::Defect("a pack could not be written");
    let pack = definition.to_questionnaire().map_err(|_| Problem::Defect("a pack could not be made"))?;
    let body = serde_json::to_vec_pretty(&pack).map_err(broken)?;
    let name = [&definition.id, "-", &definition.version, ".json"].concat();
    Ok(Egress::about_nobody(Shape::Json, body).called(&name).into_response())
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn a_name_stands_in_an_address_as_it_is() {
        assert!(is_plain("phq9") && is_plain("2001.1") && is_plain("who-5_b"));
        for name in ["", "a b", "../x", ".", "ñ", "a/b", "x?"] {
            assert!(!is_plain(name), "{name}");
        }
    }
}
