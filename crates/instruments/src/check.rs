use std::collections::BTreeSet;

use crate::{Band, Cut, Definition, Error, Item};

/// No published questionnaire comes near these.
pub(crate) const MOST_ITEMS: usize = 200;
const MOST_OPTIONS: usize = 50;
const MOST_VALUE: i64 = 10_000;

const RESPONDENTS: [&str; 3] = ["participant", "supporter", "family_member"];

/// Whether the parts of a definition agree with each other, so that scoring can rely on them: no sum overflows, every
/// name that the rules use exists, every range is the one that the answers can reach.
///
/// # Errors
/// [`Error::Definition`], naming the part, what is wrong and what to do.
pub(crate) fn check(definition: &Definition) -> Result<(), Error> {
    let rules = [names, items, named_items, subscales, total, cuts, alerts, skips, change];
    match rules.iter().find_map(|rule| rule(definition)) {
        Some(reason) => Err(Error::Definition { id: definition.id.chars().take(60).collect(), reason }),
        None => Ok(()),
    }
}

/// Codes are used in addresses, columns and keys of texts.
fn is_code(code: &str) -> bool {
    (1..=60).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn repeated<'a>(mut names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    names.find(|name| !seen.insert(*name))
}

fn names(definition: &Definition) -> Option<String> {
    if !is_code(&definition.id) {
        return Some("the id needs 1 to 60 of a to z, 0 to 9 and _".into());
    }
    let version = &definition.version;
    let plain = version.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    if !plain || !(1..=40).contains(&version.len()) {
        return Some("the version needs 1 to 40 letters, digits, dots and hyphens, such as 2017.1".into());
    }
    if definition.name.en.trim().is_empty() {
        return Some("the name is empty; write how the instrument is called".into());
    }
    let unknown = definition.respondents.iter().find(|who| !RESPONDENTS.contains(&who.as_str()));
    match unknown {
        Some(who) => Some(format!("there is no respondent \"{who}\"; use {}", RESPONDENTS.join(", "))),
        None if definition.respondents.is_empty() => {
            Some(format!("nobody may be asked; name one of {}", RESPONDENTS.join(", ")))
        }
        None => None,
    }
}

fn items(definition: &Definition) -> Option<String> {
    if !(1..=MOST_ITEMS).contains(&definition.items.len()) {
        return Some(format!("it has {} items; 1 to {MOST_ITEMS} are possible", definition.items.len()));
    }
    let numbers = || definition.items.iter().map(|item| item.number.as_str());
    if numbers().any(|number| number.trim().is_empty() || number.len() > 40) || repeated(numbers()).is_some()
    {
        return Some("every item needs a number of its own, of at most 40 characters".into());
    }
    definition.items.iter().find_map(|item| {
        item_problem(definition, item).map(|problem| format!("item {}: {problem}", item.number))
    })
}

fn item_problem(definition: &Definition, item: &Item) -> Option<String> {
    if item.text.en.trim().is_empty() {
        return Some("it has no text; write what is asked".into());
    }
    if item.scored && !item.asked {
        return Some("it is scored but never asked; mark it as not scored".into());
    }
    let choices = definition.choices(item);
    if choices.is_empty() {
        return Some("it has no options; give it answers".into());
    }
    if choices.len() > MOST_OPTIONS {
        return Some(format!("it has {} options; at most {MOST_OPTIONS} are possible", choices.len()));
    }
    let values: BTreeSet<i64> = choices.iter().map(|choice| choice.value).collect();
    if values.len() != choices.len() {
        return Some("two options have the same value; give each its own".into());
    }
    let far = values.iter().find(|value| !(-MOST_VALUE..=MOST_VALUE).contains(*value));
    far.map(|value| format!("the value {value} is too far from 0; stay within {MOST_VALUE}"))
}

fn named_items(definition: &Definition) -> Option<String> {
    let scoring = &definition.scoring;
    let mut named = (scoring.subscales.iter().flat_map(|subscale| &subscale.items))
        .chain(scoring.alerts.iter().map(|alert| &alert.item))
        .chain(scoring.implied.iter().flat_map(|rule| [&rule.if_item, &rule.then_item]))
        .chain(scoring.implied.iter().flat_map(|rule| rule.and.iter().map(|also| &also.item)));
    let unknown = named.find(|number| item(definition, number).is_none())?;
    Some(format!("scoring names item {unknown}, which does not exist; correct the number"))
}

fn item<'a>(definition: &'a Definition, number: &str) -> Option<&'a Item> {
    definition.items.iter().find(|item| item.number == number)
}

fn subscales(definition: &Definition) -> Option<String> {
    let all = &definition.scoring.subscales;
    if let Some(code) = repeated(all.iter().map(|subscale| subscale.code.as_str())) {
        return Some(format!("two subscales have the code {code}; give each its own"));
    }
    all.iter().find_map(|subscale| {
        let code = &subscale.code;
        if !is_code(code) {
            return Some(format!("the subscale \"{code}\" needs a code of 1 to 60 of a to z, 0 to 9 and _"));
        }
        let numbers = || subscale.items.iter().map(String::as_str);
        if subscale.items.is_empty() || repeated(numbers()).is_some() {
            return Some(format!("subscale {code} needs each of its items once"));
        }
        if let Some(number) = numbers().find(|number| item(definition, number).is_some_and(|it| !it.scored)) {
            return Some(format!("subscale {code} has item {number}, which is not scored"));
        }
        let reachable = definition.reach(|item| subscale.items.contains(&item.number));
        if reachable != (subscale.min, subscale.max) {
            let (low, high) = reachable;
            return Some(format!("subscale {code} can reach {low} to {high}; state that range"));
        }
        bands(&subscale.bands, Some(reachable)).map(|problem| format!("subscale {code}: {problem}"))
    })
}

fn total(definition: &Definition) -> Option<String> {
    let range = definition.scoring.total.map(|total| (total.min, total.max));
    if let Some(total) = definition.scoring.total {
        if !definition.items.iter().any(|item| item.scored) {
            return Some("there is a total, but no item is scored".into());
        }
        if !(1..=MOST_VALUE).contains(&total.multiplier) {
            return Some(format!("the multiplier is {}; use 1 to {MOST_VALUE}", total.multiplier));
        }
        let (low, high) = definition.reach(|item| item.scored);
        if range != Some((low * total.multiplier, high * total.multiplier)) {
            return Some(format!(
                "the sum can reach {low} to {high} before multiplying; state the range that follows"
            ));
        }
    }
    bands(&definition.scoring.bands, range)
}

/// Bands cover their range from end to end, each once.
fn bands(bands: &[Band], range: Option<(i64, i64)>) -> Option<String> {
    let first = bands.first()?;
    let Some((lowest, highest)) = range else {
        return Some(format!("band {} belongs to a total, and there is none", first.code));
    };
    let mut next = lowest;
    for band in bands {
        if !is_code(&band.code) {
            return Some(format!("the band \"{}\" needs a code of a to z, 0 to 9 and _", band.code));
        }
        if band.low != next || band.high < band.low || band.high > highest {
            return Some(format!("band {} leaves a gap or overlaps; it has to begin at {next}", band.code));
        }
        next = band.high + 1;
    }
    (next != highest + 1).then(|| format!("the bands do not end at {highest}, the highest total"))
}

fn cuts(definition: &Definition) -> Option<String> {
    let scoring = &definition.scoring;
    let codes = scoring.cuts.iter().map(|cut| cut.code.as_str());
    if let Some(code) = repeated(codes.chain(scoring.alerts.iter().map(|alert| alert.code.as_str()))) {
        return Some(format!("two cuts or alerts have the code {code}; give each its own"));
    }
    scoring.cuts.iter().find_map(|cut| {
        if !is_code(&cut.code) {
            return Some(format!("the cut \"{}\" needs a code of a to z, 0 to 9 and _", cut.code));
        }
        cut_problem(definition, cut).map(|problem| format!("cut {}: {problem}", cut.code))
    })
}

fn cut_problem(definition: &Definition, cut: &Cut) -> Option<String> {
    let scoring = &definition.scoring;
    let range = match &cut.of {
        None => scoring.total.map(|total| (total.min, total.max)),
        Some(code) => {
            let subscale = scoring.subscales.iter().find(|subscale| subscale.code == *code);
            subscale.map(|subscale| (subscale.min, subscale.max))
        }
    };
    let Some((low, high)) = range else {
        return Some("it is about a score that does not exist; name a subscale, or define a total".into());
    };
    let threshold = match (cut.at_least, cut.at_most) {
        (Some(threshold), None) | (None, Some(threshold)) => threshold,
        _ => return Some("it needs either at_least or at_most".into()),
    };
    let inside = (low..=high).contains(&threshold);
    (!inside).then(|| format!("{threshold} lies outside the range from {low} to {high}"))
}

fn alerts(definition: &Definition) -> Option<String> {
    definition.scoring.alerts.iter().find_map(|alert| {
        let highest = item(definition, &alert.item).map(|item| definition.ends(item).1);
        let never = highest.is_some_and(|highest| highest < alert.at_least);
        if !is_code(&alert.code) {
            return Some(format!("the alert \"{}\" needs a code of a to z, 0 to 9 and _", alert.code));
        }
        never.then(|| format!("alert {}: item {} never reaches {}", alert.code, alert.item, alert.at_least))
    })
}

fn skips(definition: &Definition) -> Option<String> {
    let allows = |number: &str, value: i64| {
        let choices = item(definition, number).map(|item| definition.choices(item)).unwrap_or_default();
        choices.iter().any(|choice| choice.value == value)
    };
    definition.scoring.implied.iter().find_map(|rule| {
        let pairs = [(&rule.if_item, rule.is), (&rule.then_item, rule.value)];
        let mut pairs = pairs.into_iter().chain(rule.and.iter().map(|also| (&also.item, also.is)));
        if let Some((number, value)) = pairs.find(|(number, value)| !allows(number, *value)) {
            return Some(format!(
                "a skip speaks of the answer {value} to item {number}, which is not offered"
            ));
        }
        (rule.if_item == rule.then_item).then(|| format!("item {} settles itself", rule.if_item))
    })
}

fn change(definition: &Definition) -> Option<String> {
    let notes = definition.change.as_ref()?;
    if notes.alpha.is_some_and(|alpha| !(alpha > 0.0 && alpha < 1.0)) {
        return Some("alpha has to lie between 0 and 1".into());
    }
    let points = notes.relevant_points.is_some_and(|points| points < 1);
    points.then(|| "relevant_points has to be 1 or more".into())
}

#[cfg(test)]
mod tests {
    use crate::{Definition, Error};

    fn parse_with(scoring: &str) -> Result<Definition, Error> {
        let option = |value: i64| format!(r#"{{"value":{value},"label":{{"en":"{value}"}}}}"#);
        Definition::parse(&format!(
            r#"{{"id":"x","version":"1","name":{{"en":"X"}},"respondents":["participant"],"timeframe":{{"en":"now"}},
            "options":[{},{}],"items":[{{"number":"1","text":{{"en":"A"}}}},{{"number":"2","text":{{"en":"B"}}}}],
            "scoring":{{"missing":"refuse",{scoring}}},"license":"","citation":"","verification":""}}"#,
            option(0),
            option(3)
        ))
    }

    #[test]
    fn parts_that_contradict_each_other_are_refused() {
        assert!(parse_with(r#""total":{"min":0,"max":6,"multiplier":1}"#).is_ok());
        for (wrong, word) in [
            (r#""total":{"min":0,"max":7,"multiplier":1}"#, "can reach"),
            (r#""subscales":[{"code":"s","name":{"en":"S"},"items":["3"],"min":0,"max":3}]"#, "item 3"),
            (r#""subscales":[{"code":"s","name":{"en":"S"},"items":["1"],"min":0,"max":4}]"#, "subscale s"),
            (r#""subscales":[{"code":"s","name":{"en":"S"},"items":["1","1"],"min":0,"max":3}]"#, "once"),
            (
                r#""subscales":[{"code":"s","name":{"en":"S"},"items":["1"],"min":0,"max":3,"bands":[
                {"low":0,"high":2,"code":"a","label":{"en":"a"}}]}]"#,
                "do not end at 3",
            ),
            (r#""bands":[{"low":0,"high":6,"code":"a","label":{"en":"a"}}]"#, "there is none"),
            (r#""total":{"min":0,"max":0,"multiplier":0}"#, "multiplier"),
            (r#""cuts":[{"code":"c","at_least":1,"meaning":{"en":"m"},"source":""}]"#, "does not exist"),
            (
                r#""total":{"min":0,"max":6,"multiplier":1},
                "cuts":[{"code":"c","at_least":7,"meaning":{"en":"m"},"source":""}]"#,
                "outside the range",
            ),
            (
                r#""alerts":[{"code":"a","item":"2","at_least":4,"action":{"en":"x"},"source":""}]"#,
                "never reaches",
            ),
            (r#""implied":[{"if_item":"1","is":0,"then_item":"2","value":1}]"#, "answer 1 to item 2"),
            (r#""implied":[{"if_item":"1","is":0,"then_item":"1","value":0}]"#, "settles itself"),
            (
                r#""total":{"min":0,"max":6,"multiplier":1},"bands":[{"low":0,"high":2,"code":"a","label":{"en":"a"}},
                {"low":4,"high":6,"code":"b","label":{"en":"b"}}]"#,
                "band b",
            ),
        ] {
            let message = parse_with(wrong).unwrap_err().to_string();
            assert!(message.contains(word), "{message}");
        }
    }

    #[test]
    fn an_unknown_rule_for_missing_answers_does_not_load() {
        let json = include_str!("../data/barc10.json").replace("\"refuse\"", "\"zero\"");
        let message = Definition::parse(&json).unwrap_err().to_string();
        assert!(message.contains("zero") && message.contains("line"), "{message}");
    }
}
