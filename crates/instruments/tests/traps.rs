//! The mistakes found in public copies of these instruments, each as a test, and reference scores worked out by hand
//! from the published keys.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed look-up fails the test")]

use cairn_instruments::{Definition, Error, FlagKind, NoTotal, Scored, all, find, score};

fn definition(id: &str) -> &'static Definition {
    find(id, None).unwrap()
}

fn scored(id: &str, answers: &[i64]) -> Scored {
    let answers: Vec<_> = answers.iter().copied().map(Some).collect();
    score(definition(id), &answers).unwrap()
}

fn codes(scored: &Scored) -> Vec<&str> {
    scored.flags.iter().map(|flag| flag.code.as_str()).collect()
}

fn subscale(scored: &Scored, code: &str) -> Option<i64> {
    scored.subscales.iter().find(|subscale| subscale.code == code).unwrap().total
}

#[test]
fn mirc_asks_the_items_that_it_scores() {
    let mirc = definition("mirc28");
    let text = |number: usize| mirc.items[number - 1].text.en.as_str();
    assert_eq!(text(15), "I find it hard to have fun.");
    assert_eq!(text(17), "I am struggling with guilt or shame.");
    assert_eq!(text(25), "I feel like an outcast.");
    let reversed: Vec<_> =
        mirc.items.iter().filter(|item| item.reverse).map(|item| item.number.as_str()).collect();
    assert_eq!(reversed, ["2", "5", "6", "9", "10", "12", "15", "17", "18", "20", "22", "24", "25", "27"]);
    assert_eq!(scored("mirc28", &[1; 28]).hash, mirc.hash());
}

#[test]
fn mirc_by_hand() {
    // All "strongly agree": 14 plain items give 4, 14 reversed give 1: 56 + 14 = 70.
    // Social 1-7 has four plain (1, 3, 4, 7) and three reversed: 16 + 3 = 19. Physical (8, 11, 13, 14 plain) 19.
    // Human (16, 19, 21 plain) 12 + 4 = 16. Cultural (23, 26, 28 plain) 16.
    let all_four = scored("mirc28", &[4; 28]);
    assert_eq!((all_four.total, all_four.min, all_four.max), (Some(70), Some(28), Some(112)));
    let found: Vec<_> = all_four.subscales.iter().map(|part| (part.code.as_str(), part.total)).collect();
    let expected =
        [("social", Some(19)), ("physical", Some(19)), ("human", Some(16)), ("cultural", Some(16))];
    assert_eq!(found, expected);
    let best: Vec<_> =
        definition("mirc28").items.iter().map(|item| if item.reverse { 1 } else { 4 }).collect();
    assert_eq!(scored("mirc28", &best).total, Some(112));
}

#[test]
fn mirc_keeps_the_subscales_that_are_complete() {
    let mut answers = vec![Some(4); 28];
    answers[27] = None;
    let scored = score(definition("mirc28"), &answers).unwrap();
    assert_eq!((scored.total, subscale(&scored, "cultural")), (None, None));
    assert_eq!(subscale(&scored, "social"), Some(19));
}

#[test]
fn barc10_runs_from_1_to_6_and_not_from_0() {
    let answers: Vec<_> = std::iter::once(0).chain([3; 9]).map(Some).collect();
    let message = score(definition("barc10"), &answers).unwrap_err().to_string();
    assert!(
        message.contains("item 1: 0 is not an allowed answer; send one of 1, 2, 3, 4, 5, 6"),
        "{message}"
    );
    assert_eq!(scored("barc10", &[1; 10]).total, Some(10));
    assert_eq!(scored("barc10", &[6; 10]).total, Some(60));
}

#[test]
fn barc10_has_one_total_one_cut_no_bands_and_no_subscales() {
    let barc = definition("barc10");
    assert!(barc.scoring.bands.is_empty() && barc.scoring.subscales.is_empty());
    // 5 5 5 5 5 5 5 4 4 4 = 47; one less = 46.
    let reached = scored("barc10", &[5, 5, 5, 5, 5, 5, 5, 4, 4, 4]);
    assert_eq!((reached.total, codes(&reached)), (Some(47), vec!["barc10_47_or_more"]));
    let below = scored("barc10", &[5, 5, 5, 5, 5, 5, 4, 4, 4, 4]);
    assert_eq!((below.total, codes(&below)), (Some(46), vec![]));
    assert!(barc.scoring.cuts[0].meaning.en.contains("not a diagnosis"));
    let middle: Vec<_> = barc.options[1..5].iter().map(|choice| choice.label.en.as_str()).collect();
    assert_eq!(middle, ["2", "3", "4", "5"], "only the two ends have official labels");
}

#[test]
fn barc10_missing_answer_is_not_zero() {
    let mut answers = vec![Some(1); 10];
    answers[6] = None;
    let scored = score(definition("barc10"), &answers).unwrap();
    assert_eq!((scored.total, scored.no_total), (None, Some(NoTotal::ItemsMissing)));
    assert_eq!((scored.answered, scored.items, scored.missing), (9, 10, vec!["7".to_owned()]));
    let nothing = score(definition("barc10"), &[None; 10]).unwrap();
    assert_eq!((nothing.total, nothing.answered, nothing.flags.len()), (None, 0, 0));
}

#[test]
fn bam_answer_bands_and_subscale_keys() {
    let bam = definition("bam");
    let labels: Vec<_> = bam.items[1].options.iter().map(|choice| choice.label.en.as_str()).collect();
    assert_eq!(labels, ["0", "1-3", "4-8", "9-15", "16-30"]);
    let keys: Vec<_> = bam.scoring.subscales.iter().map(|part| part.items.join(" ")).collect();
    assert_eq!(keys, ["4 5 6", "1 2 3 8 11 15", "9 10 12 13 14 16"]);
    assert!(bam.items.iter().all(|item| !item.reverse), "neither item 1 nor item 17 is flipped");
    let unscored: Vec<_> =
        bam.items.iter().filter(|item| !item.scored).map(|item| item.number.as_str()).collect();
    assert_eq!(unscored, ["7", "17"]);
}

#[test]
fn bam_by_hand_has_three_subscales_and_no_total() {
    // Item by item 1..17. Use 1+0+2 = 3. Risk 3+2+2+1+1+3 = 12. Protective 3+4+0+2+4+3 = 16.
    let bam = scored("bam", &[3, 2, 2, 1, 0, 2, 4, 1, 3, 4, 1, 0, 2, 4, 3, 3, 4]);
    assert_eq!((bam.total, bam.no_total, bam.complete), (None, Some(NoTotal::NotDefined), true));
    assert_eq!(subscale(&bam, "use"), Some(3));
    assert_eq!(subscale(&bam, "risk"), Some(12));
    assert_eq!(subscale(&bam, "protective"), Some(16));
    assert_eq!(codes(&bam), ["bam_any_use", "bam_risk_attention"]);
}

#[test]
fn bam_no_drinking_days_settles_heavy_drinking_days() {
    let mut answers = vec![Some(0); 17];
    answers[4] = None;
    let skipped = score(definition("bam"), &answers).unwrap();
    assert_eq!((subscale(&skipped, "use"), skipped.complete), (Some(0), true));
    answers[4] = Some(2);
    let contradiction = score(definition("bam"), &answers).unwrap_err();
    assert!(matches!(contradiction, Error::Contradiction { ref item, .. } if item == "5"), "{contradiction}");
}

#[test]
fn gad7_zero_is_not_at_all() {
    let gad = definition("gad7");
    assert_eq!((gad.options[0].value, gad.options[0].label.en.as_str()), (0, "Not at all"));
}

#[test]
fn gad7_and_phq9_bands_by_hand() {
    let band = |id: &str, total: i64| {
        let items = definition(id).items.iter().filter(|item| item.scored).count();
        let answers: Vec<_> = (0..items).map(|place| (total - 3 * place as i64).clamp(0, 3)).collect();
        let scored = scored(id, &answers);
        assert_eq!(scored.total, Some(total));
        scored.band.unwrap()
    };
    for (total, code) in
        [(0, "none_minimal"), (4, "none_minimal"), (5, "mild"), (9, "mild"), (10, "moderate")]
    {
        assert_eq!((band("gad7", total), band("phq9", total)), (code.to_owned(), code.to_owned()));
    }
    assert_eq!(
        (band("gad7", 14), band("gad7", 15), band("gad7", 21)),
        ("moderate".into(), "severe".into(), "severe".into())
    );
    assert_eq!(
        (band("phq9", 15), band("phq9", 19)),
        ("moderately_severe".into(), "moderately_severe".into())
    );
    assert_eq!((band("phq9", 20), band("phq9", 27)), ("severe".into(), "severe".into()));
}

#[test]
fn phq9_item_9_raises_an_alert_even_when_everything_else_is_missing() {
    let mut answers = vec![None; 9];
    answers[8] = Some(1);
    let alone = score(definition("phq9"), &answers).unwrap();
    assert_eq!(alone.total, None);
    assert_eq!((codes(&alone), alone.flags[0].kind), (vec!["phq9_item9"], FlagKind::Alert));
    assert!(codes(&scored("phq9", &[3, 3, 3, 3, 3, 3, 3, 3, 0])).is_empty());
    // The question on difficulty is asked but never scored.
    assert_eq!(scored("phq9", &[0, 0, 0, 0, 0, 0, 0, 0, 0, 3]).total, Some(0));
}

#[test]
fn who5_low_ends_at_a_raw_sum_of_12() {
    let thirteen = scored("who5", &[3, 3, 3, 2, 2]);
    assert_eq!((thirteen.total, codes(&thirteen)), (Some(52), vec![]));
    let twelve = scored("who5", &[3, 3, 2, 2, 2]);
    assert_eq!((twelve.total, codes(&twelve)), (Some(48), vec!["who5_low"]));
    let seven = scored("who5", &[2, 2, 1, 1, 1]);
    assert_eq!((seven.total, codes(&seven)), (Some(28), vec!["who5_low", "who5_offer_phq9"]));
    assert_eq!(codes(&scored("who5", &[2, 2, 2, 1, 1])), ["who5_low"]);
    assert_eq!((scored("who5", &[0; 5]).total, scored("who5", &[5; 5]).total), (Some(0), Some(100)));
}

#[test]
fn auditc_by_hand() {
    let low = scored("auditc", &[2, 0, 1]);
    assert_eq!((low.total, codes(&low)), (Some(3), vec!["auditc_3_or_more"]));
    assert_eq!(codes(&scored("auditc", &[2, 1, 1])), ["auditc_3_or_more", "auditc_4_or_more"]);
    assert_eq!(scored("auditc", &[4, 4, 4]).total, Some(12));
}

#[test]
fn what_participants_see_is_complete_in_spanish_and_says_what_it_is() {
    for id in ["barc10", "who5"] {
        let definition = definition(id);
        let options = definition.options.iter().map(|choice| &choice.label);
        let texts = definition.items.iter().map(|item| &item.text).chain(options).chain(&definition.stem);
        let meanings = definition.scoring.cuts.iter().map(|cut| &cut.meaning);
        for text in texts.chain(meanings).chain([&definition.name, &definition.timeframe]) {
            assert!(text.get("es").is_some_and(|words| !words.trim().is_empty()), "{id}: {text:?}");
        }
    }
    for definition in all() {
        let spanish = definition.items.iter().any(|item| item.text.es.is_some());
        let status = definition.es_status.as_deref().unwrap_or_default();
        assert_eq!(status.contains("working translation, not validated"), spanish, "{}", definition.id);
    }
}

#[test]
fn dast10_item_3_counts_on_no() {
    let dast = definition("dast10");
    let reversed: Vec<_> =
        dast.items.iter().filter(|item| item.reverse).map(|item| item.number.as_str()).collect();
    assert_eq!(reversed, ["3"]);
    // "No" to everything is one point: somebody who cannot always stop. "Yes" to item 3 alone is none.
    assert_eq!(scored("dast10", &[0; 10]).total, Some(1));
    assert_eq!(scored("dast10", &[0, 0, 1, 0, 0, 0, 0, 0, 0, 0]).total, Some(0));
    assert_eq!(scored("dast10", &[1; 10]).total, Some(9));
    assert_eq!(scored("dast10", &[1, 1, 0, 1, 1, 1, 1, 1, 1, 1]).total, Some(10));
}

#[test]
fn dast10_has_its_own_items_and_bands() {
    let dast = definition("dast10");
    let text = |number: usize| dast.items[number - 1].text.en.as_str();
    // Copies fill it up from the DAST-20: losing a job, fights, arrests, going for help.
    for wrong in ["job", "fights", "arrested", "gone to anyone", "treatment program"] {
        assert!(dast.items.iter().all(|item| !item.text.en.contains(wrong)), "{wrong}");
    }
    assert!(text(3).starts_with("Are you always able to stop"));
    assert!(text(9).contains("withdrawal") && text(10).contains("medical problems"));
    let with = |total: usize| {
        let answers: Vec<_> = (0..10).map(|item| i64::from((item < total) != (item == 2))).collect();
        let scored = scored("dast10", &answers);
        assert_eq!(scored.total, i64::try_from(total).ok());
        scored.band.unwrap()
    };
    let bands: Vec<_> = (0..=10).map(with).collect();
    let expected = ["none_reported", "low", "low", "moderate", "moderate", "moderate"];
    assert_eq!(bands[..6], expected);
    assert_eq!(bands[6..], ["substantial", "substantial", "substantial", "severe", "severe"]);
}

#[test]
fn audit_by_hand_with_and_without_its_skips() {
    assert_eq!(scored("audit", &[4; 10]).total, Some(40));
    let seven = scored("audit", &[3, 1, 1, 0, 0, 0, 0, 0, 2, 0]);
    assert_eq!((seven.total, codes(&seven)), (Some(7), vec![]));
    let eight = scored("audit", &[3, 1, 2, 0, 0, 0, 0, 0, 2, 0]);
    assert_eq!((eight.total, codes(&eight)), (Some(8), vec!["audit_8_or_more"]));
    let audit = |answers: &[Option<i64>]| score(definition("audit"), answers).unwrap();
    let (yes, gap) = (Some, None);
    // "Never" goes on to item 9.
    let never = audit(&[yes(0), gap, gap, gap, gap, gap, gap, gap, yes(2), yes(0)]);
    assert_eq!((never.total, never.complete), (Some(2), true));
    // One or two drinks, never six: on to item 9 too.
    let little = audit(&[yes(1), yes(0), yes(0), gap, gap, gap, gap, gap, yes(0), yes(0)]);
    assert_eq!((little.total, little.complete), (Some(1), true));
    // Two drinks and sometimes six: nothing may be passed over.
    let some = audit(&[yes(1), yes(0), yes(1), gap, gap, gap, gap, gap, yes(0), yes(0)]);
    assert_eq!((some.total, some.missing), (None, ["4", "5", "6", "7", "8"].map(ToOwned::to_owned).to_vec()));
    // Filled in without the skips, by somebody who has stopped: what was answered counts.
    let stopped = audit(&[yes(0), gap, gap, gap, gap, gap, yes(3), gap, yes(4), yes(4)]);
    assert_eq!(stopped.total, Some(11));
    // Items 9 and 10 have no 1 and no 3.
    let message = score(definition("audit"), &[0, 0, 0, 0, 0, 0, 0, 0, 1, 0].map(Some)).unwrap_err();
    assert!(message.to_string().contains("send one of 0, 2, 4"), "{message}");
}

#[test]
fn proqol_by_hand_has_three_subscales_and_no_total() {
    let proqol = scored("proqol5", &[5; 30]);
    assert_eq!((proqol.total, proqol.no_total, proqol.band), (None, Some(NoTotal::NotDefined), None));
    let found: Vec<_> =
        proqol.subscales.iter().map(|part| (part.total, part.band.as_deref().unwrap())).collect();
    // Burnout: 8, 10, 19, 21, 26 give 5 each, and 1, 4, 15, 17, 29 give 1 each.
    assert_eq!(found, [(Some(50), "high"), (Some(30), "average"), (Some(50), "high")]);
    assert_eq!(definition("proqol5").respondents, ["supporter"], "never asked of participants");
    let band = |answer: i64, more: usize| {
        // The ten items of compassion satisfaction: `more` of them one higher.
        let mut answers = vec![1; 30];
        for (place, item) in [3, 6, 12, 16, 18, 20, 22, 24, 27, 30].into_iter().enumerate() {
            answers[item - 1] = answer + i64::from(place < more);
        }
        scored("proqol5", &answers).subscales[0].band.clone().unwrap()
    };
    let edges = [band(2, 2), band(2, 3), band(4, 1), band(4, 2)];
    assert_eq!(edges, ["low", "average", "average", "high"], "22, 23, 41, 42");
}

#[test]
fn texts_with_terms_of_their_own_stand_in_folders_with_a_notice() {
    for (id, words) in [
        ("who5", "NonCommercial"),
        ("audit", "not for sale"),
        ("dast10", "non-commercial"),
        ("proqol5", "no changes are made"),
    ] {
        let folder = format!("{}/data/{id}", env!("CARGO_MANIFEST_DIR"));
        let notice = std::fs::read_to_string(format!("{folder}/LICENSE-NOTICE.md")).unwrap();
        assert!(notice.contains(words), "{id}");
        assert!(std::fs::exists(format!("{folder}/{id}.json")).unwrap(), "{id}");
        assert!(definition(id).license.contains("LICENSE-NOTICE.md"), "{id}");
    }
}
