//! Taking people and one's own things along: what the device gets, sealed there before it is kept.

use axum::extract::FromRequest;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;

use super::along::Along;
use super::pack::{Pack, pack};
use super::{HOLDERS, cookie, store};
use crate::access::{Desk, Seat};
use crate::account;
use crate::app::App;
use crate::audit::Act;
use crate::disclosures::{Egress, Shape};
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Text, Visit};

/// People that one device takes along at once: more than anybody meets in a day.
const MOST: usize = 30;
const LONGEST_NAME: usize = 60;

/// Answered to a script, which asked by form: JSON under a new or known device, 422 with the sentence to show.
pub async fn create(visit: Visit, request: Request) -> Answer {
    let token = cookie::token(request.headers()).map(str::to_string);
    let app = visit.app.clone();
    let mut form = Form::from_request(request, &app).await?;
    let name = form.required_text("name", LONGEST_NAME);
    let along: Vec<Along> = form.values("people").into_iter().filter_map(Along::from_code).collect();
    if along.is_empty() || along.len() > MOST {
        form.wrong("people", "offline-choose-people");
    }
    if let Some(error) = form.errors().first() {
        visit.read(|desk| desk.seat(&HOLDERS)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, error.message.clone()).into_response());
    }
    let language = visit.language;
    let secret = BASE64URL_NOPAD.encode(&app.chance.secret());
    let fresh = secret.clone();
    let outcome = visit
        .write(move |desk| {
            let t = Text::new(language, desk.program.zone.clone());
            let seat = desk.seat(&HOLDERS)?;
            let device = device(desk, &seat, &name, (token.as_deref(), &fresh))?;
            let pack = pack(desk, &t, device.0, &along)?;
            Ok((pack, device.1))
        })
        .await;
    match outcome {
        Ok((_, (pack, new))) => answer(&app, &pack, new.then_some(secret.as_str())),
        Err(Problem::Refused(Refusal { key, .. })) => {
            let sentence = Text::new(language, jiff::tz::TimeZone::UTC).get(key);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, sentence).into_response())
        }
        Err(problem) => Err(problem),
    }
}

/// The device that asks: known by its cookie, or new. Somebody else's is not taken over: it may hold unsent words.
fn device(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    name: &str,
    (token, fresh): (Option<&str>, &str),
) -> Result<(RowId, bool), Problem> {
    let known = match token {
        Some(token) => store::by_token(desk.tx, &account::token_hash(token))?,
        None => None,
    };
    match known {
        Some(known) if known.person == seat.person() => Ok((known.id, false)),
        Some(_) => Err(Refusal { field: "name", key: "offline-somebody-elses" }.into()),
        None => {
            let id: RowId = desk.id();
            store::add(desk.tx, seat, (id, name), &account::token_hash(fresh), desk.now)?;
            desk.enter_seated(seat, Act::Created, "offline_device", id.to_string())?;
            Ok((id, true))
        }
    }
}

fn answer(app: &App, pack: &Pack, fresh: Option<&str>) -> Result<Response, Problem> {
    let body = serde_json::to_vec(pack).map_err(|_| Problem::Defect("a pack could not be written"))?;
    let mut response = Egress::taken_along(&pack.taken, Shape::Json, body).into_response();
    if let Some(token) = fresh {
        cookie::set(app, &mut response, token);
    }
    Ok(response)
}
