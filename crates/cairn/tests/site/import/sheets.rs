//! Sheets as programs really send them.

use cairn_sheet::DateOrder;

use super::*;

/// A participant's birth date, language and day of enrollment.
async fn person(stage: &Stage, name: &'static str) -> (String, String, String) {
    stage
        .app
        .db
        .read(move |tx| {
            let sql = format!(
                "SELECT COALESCE(p.born_on, '') AS born_on, p.language, COALESCE(n.enrolled_on, '') AS enrolled_on
                 FROM people p JOIN participants a ON a.person_id = p.id
                 JOIN enrollments n ON n.participant_id = a.id WHERE p.name = '{name}'"
            );
            let sql = crate::names::with_ids(tx, &sql)?;
            tx.one(
                &sql,
                &[],
                |row| Ok::<_, cairn_db::Error>((row.get("born_on")?, row.get("language")?, row.get("enrolled_on")?)),
            )
        })
        .await
        .unwrap()
}

fn three(a: &str, b: &str, c: &str) -> (String, String, String) {
    (a.to_string(), b.to_string(), c.to_string())
}

#[tokio::test]
async fn spanish_excel_with_semicolons_and_day_first() {
    let stage = later().await;
    let text = "Nombre;Apellidos;Correo electrónico;Fecha de nacimiento;Idioma;Sede;Fecha de inscripción\r\n\
        José;Núñez Peña;jose@ejemplo.mx;31/01/1990;Español;main street;05/02/2026\r\n\
        Begoña;Muñoz;;01/02/1985;inglés;;\r\n";
    // These letters have the same numbers in Windows-1252 as in Unicode.
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert!(std::str::from_utf8(&bytes).is_err(), "the sheet is not UTF-8");
    let sheet = Sheet::write(bytes);
    let (_, outlook) = take_in(&stage, sheet.participants()).await.unwrap();
    assert_eq!(outlook.counts.participants, 2);
    assert!(outlook.read_as.contains("Windows1252, Semicolon, dates dmy"), "{}", outlook.read_as);
    assert_eq!(person(&stage, "José Núñez Peña").await, three("1990-01-31", "es", "2026-02-05"));
    assert_eq!(person(&stage, "Begoña Muñoz").await, three("1985-02-01", "en", "2026-03-02"));
}

#[tokio::test]
async fn a_byte_order_mark_and_month_first() {
    let stage = later().await;
    let sheet = Sheet::write(
        "\u{feff}Full name,DOB,Enrollment date,Notes\nLee Park,01/31/1990,2/5/2026,\"said \"\"hi\"\",\nand left\"\n",
    );
    let (_, outlook) = take_in(&stage, sheet.participants()).await.unwrap();
    assert_eq!(outlook.unused, ["Notes"], "notes are not read, and that is said");
    assert_eq!(person(&stage, "Lee Park").await, three("1990-01-31", "en", "2026-02-05"));
}

#[tokio::test]
async fn dates_that_read_both_ways_are_asked_about() {
    let stage = later().await;
    let sheet = Sheet::write("Name,Born\nLee Park,03/04/1990\nMax Roe,05/05/1991\nKim Oh,01/12/1989\n");
    let before = everybody(&stage).await;
    let question = problems(take_in(&stage, sheet.participants()).await);
    for part in
        ["--dates dmy", "--dates mdy", "line 2", "1990-04-03 with dmy", "1990-03-04 with mdy", "line 4"]
    {
        assert!(question.contains(part), "{part}: {question}");
    }
    assert_eq!(everybody(&stage).await, before);
    let answered = Request { dates: Some(DateOrder::MonthDayYear), ..sheet.participants() };
    take_in(&stage, answered).await.unwrap();
    assert_eq!(person(&stage, "Lee Park").await.0, "1990-03-04");
}

#[tokio::test]
async fn one_bad_row_keeps_everybody_out_and_every_problem_is_named() {
    let stage = later().await;
    let sheet = Sheet::write(
        "Kind,Name,E-mail,Born,Enrolled,Site,Language,Relation,Supervisor\n\
         participant,Good One,good@example.org,1990-01-31,2026-01-05,Main Street,en,,\n\
         participant,,nobody@example.org,,,,,,\n\
         participant,Bad Mail,not an address,,,,,,\n\
         participant,Bad Date,,1990-02-31,,,,,\n\
         participant,Not Born,,2027-01-01,,,,,\n\
         participant,Early,,,1949-12-31,,,,\n\
         participant,Late,,,2026-03-03,,,,\n\
         participant,Taken,ana@example.org,,,,,,\n\
         participant,Twice,GOOD@example.org,,,,,,\n\
         landlord,Odd Kind,,,,,,,\n\
         participant,Odd Site,,,,Elsewhere,,,\n\
         participant,Odd Tongue,,,,,Klingon,,\n\
         family,Odd Relation,,,,,,landlord,\n\
         supporter,Odd Boss,,,,,,,cora@example.org\n\
         participant,Too,few\n\
         participant,\"two\nlines\",bad\n\
         participant,After,still bad,,,,,,\n",
    );
    let before = everybody(&stage).await;
    let words = problems(take_in(&stage, sheet.anybody()).await);
    let expected = [
        "line 3, column \"Name\": the name is missing",
        "line 4, column \"E-mail\": not an address is not an e-mail address. Write it as name@example.org",
        "line 5, column \"Born\": 1990-02-31 is not a date. Write it as YYYY-MM-DD.",
        "line 6, column \"Born\": 2027-01-01 is in the future",
        "line 7, column \"Enrolled\": 1949-12-31 is not between 1950-01-01 and today, 2026-03-02",
        "line 8, column \"Enrolled\": 2026-03-03 is not between",
        "line 9, column \"E-mail\": somebody in the program has this address",
        "line 10, column \"E-mail\": line 2 has the same address",
        "line 11, column \"Kind\": this kind is not known. Write participant, supporter or family.",
        "line 12, column \"Site\": the program has no site of this name. Write one of: Main Street",
        "line 13, column \"Language\": this language is not known. Write one of: en, es.",
        "line 14, column \"Relation\": this relation is not known. Write one of: parent, partner",
        "line 15, column \"Supervisor\": no supervisor of the program has this address",
        "line 16: the row has 3 cells and the header 9",
        "line 17: the row has 3 cells and the header 9",
        "line 19, column \"E-mail\": still bad is not",
    ];
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(lines.len(), expected.len(), "{words}");
    for (line, start) in lines.iter().zip(expected) {
        assert!(line.starts_with(start), "{line}\nshould begin {start}");
    }
    assert_eq!(everybody(&stage).await, before, "all or nothing");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM imports").await, 0);
}

#[tokio::test]
async fn all_kinds_come_in_with_what_belongs_to_them() {
    let stage = later().await;
    let sheet = Sheet::write(
        "Kind,Name,Goes by,Phone,Gender,Pathway,Hopes,Supervisor,Capacity,Languages,Shares,Relation,Family\n\
         participant,=SUM(A1:A9),Lee,(555) 010-9999,F,Twelve step,\"My own\nplace\",,,,,,\n\
         peer specialist,Rosa Lim,,,woman,,,sol@example.org,9,English; español,pathway: medication; parenting: single parent,,\n\
         loved one,Eva Lim,,,,,,,,,,madre,Lim house\n\
         family,Tom Lim,,,,,,,,,,uncle,Lim house\n\
         family,Jo Alone,,,,,,,7,,,,\n",
    );
    let (_, outlook) = take_in(&stage, sheet.anybody()).await.unwrap();
    let counts = outlook.counts;
    assert_eq!((counts.participants, counts.supporters, counts.family_members), (1, 1, 3));
    let warning = &outlook.findings.warnings.shown[0];
    assert_eq!((warning.line, warning.column.as_deref()), (7, Some("Capacity")), "{warning}");
    let columns = ["name", "goes_by", "gender", "phone", "pathway", "hopes"];
    let told: Result<Vec<String>, cairn_db::Error> = stage
        .app
        .db
        .read(move |tx| {
            let sql = "SELECT p.name, p.goes_by, p.gender, p.phone, t.pathway, t.hopes FROM people p
                JOIN participants a ON a.person_id = p.id JOIN intakes t ON t.participant_id = a.id
                WHERE t.strengths IS NULL";
            tx.one(sql, &[], |row| columns.iter().map(|column| row.get(column)).collect())
        })
        .await;
    let formula = ["=SUM(A1:A9)", "Lee", "woman", "(555) 010-9999", "twelve_step", "My own\nplace"];
    assert_eq!(told.unwrap(), formula, "a name that looks like a formula stays as it is");
    let profile = "SELECT COUNT(*) AS n FROM peer_supporters s JOIN people p ON p.id = s.person_id
        JOIN people b ON b.id = s.supervisor_id JOIN supporter_languages l ON l.supporter_id = s.id
        JOIN shared_experiences x ON x.supporter_id = s.id AND x.showing = 'matching_only'
        WHERE p.name = 'Rosa Lim' AND s.capacity = 9 AND b.name = 'Sol Haddad'";
    assert_eq!(stage.count(profile).await, 4, "two languages and two experiences");
    let family = "SELECT COUNT(*) AS n FROM family_members m JOIN families f ON f.id = m.family_id
        WHERE f.name = 'Lim house' AND m.relation IN ('parent', 'other')";
    assert_eq!(stage.count(family).await, 2);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM families").await, 2, "Lim house, and Jo's own");
    let roles = "SELECT COUNT(*) AS n FROM imported_people ip JOIN roles r ON r.person_id = ip.person_id";
    assert_eq!(stage.count(roles).await, 5);
    let entries = "SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'imported' AND actor_id IS NULL";
    assert_eq!(stage.count(entries).await, 2, "one for the import, one for the participant");
}

#[tokio::test]
async fn columns_are_found_or_named() {
    let stage = later().await;
    let sheet = Sheet::write("Who,When born,Tel.\nLee Park,1990-01-31,555 010 9999\n");
    let words = problems(take_in(&stage, sheet.anybody()).await);
    assert!(words.contains("no column was found for name") && words.contains("--map name="), "{words}");
    assert!(words.contains("no column was found for kind") && words.contains("--as participant"), "{words}");
    let map = vec!["name=Who".to_string(), "born_on=When born".to_string()];
    take_in(&stage, Request { map, ..sheet.participants() }).await.unwrap();
    assert_eq!(person(&stage, "Lee Park").await.0, "1990-01-31");
}

#[tokio::test]
async fn m_under_a_spanish_heading_is_asked_about() {
    let stage = later().await;
    let spanish = Sheet::write("Nombre,Género\nLuz,M\n");
    let words = problems(take_in(&stage, spanish.participants()).await);
    assert!(words.contains("M may be mujer or masculino"), "{words}");
    let english = Sheet::write("Name,Sex\nLee,M\nSasha,two-spirit\n");
    take_in(&stage, english.participants()).await.unwrap();
    let sql = "SELECT gender FROM people WHERE gender IS NOT NULL";
    let genders: Result<Vec<String>, cairn_db::Error> =
        stage.app.db.read(move |tx| tx.all(sql, &[], |row| row.get("gender"))).await;
    let mut genders = genders.unwrap();
    genders.sort();
    assert_eq!(genders, ["man", "two-spirit"]);
}

#[tokio::test]
async fn people_who_seem_to_be_here_are_a_warning_and_can_be_left_out() {
    let stage = later().await;
    let first = Sheet::write("Name,Born,E-mail\nLee Park,1990-01-31,lee@example.org\nMax Roe,1980-05-13,\n");
    take_in(&stage, first.participants()).await.unwrap();
    stage.advance(jiff::SignedDuration::from_hours(1));
    let second = Sheet::write(
        "Name,Born,E-mail\nLEE  PARK,1990-01-31,\nMáx Roe,1980-05-13,\nLee Park,1991-01-31,\nNew One,1990-01-31,\nNew One,1990-01-31,\n",
    );
    let outlook = look(&stage, second.participants()).await;
    let lines: Vec<u64> = outlook.findings.warnings.shown.iter().map(|warning| warning.line).collect();
    assert_eq!(lines, [2, 3, 6], "known, known, twice in the sheet: {:?}", outlook.findings);
    assert_eq!((outlook.findings.problems.count, outlook.counts.participants), (0, 5));
    let (_, outlook) = take_in(&stage, Request { skip_known: true, ..second.participants() }).await.unwrap();
    assert_eq!((outlook.skipped, outlook.counts.participants), (2, 3));
    let grown = Sheet::write("Name,E-mail\nLee Park,lee@example.org\nOther Lee,lee2@example.org\n");
    let (_, outlook) = take_in(&stage, Request { skip_known: true, ..grown.participants() }).await.unwrap();
    assert_eq!((outlook.skipped, outlook.counts.participants), (1, 1), "the same name and address");
}

#[tokio::test]
async fn the_same_file_comes_in_once_unless_asked() {
    let stage = later().await;
    let sheet = Sheet::write("Name\nLee Park\n");
    let (import, _) = take_in(&stage, sheet.participants()).await.unwrap();
    let copy = Sheet::write("Name\nLee Park\n");
    match take_in(&stage, copy.participants()).await {
        Err(Failure::AlreadyIn { id, .. }) => assert_eq!(id, import),
        other => panic!("{other:?}"),
    }
    assert!(look(&stage, copy.participants()).await.earlier.is_some(), "a dry run says so too");
    take_in(&stage, Request { again: true, ..copy.participants() }).await.unwrap();
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM people WHERE name = 'Lee Park'").await, 2);
}

#[tokio::test]
async fn who_enrolled_them_is_a_member_of_staff() {
    let stage = later().await;
    let sheet = Sheet::write("Name\nLee Park\n");
    for nobody in ["ana@example.org", "nobody@example.org"] {
        let request = Request { by: Some(nobody.to_string()), ..sheet.participants() };
        assert!(matches!(take_in(&stage, request).await, Err(Failure::NotStaff(_))), "{nobody}");
    }
    take_in(&stage, Request { by: Some("Cora@example.org".to_string()), ..sheet.participants() })
        .await
        .unwrap();
    let by_cora = "SELECT COUNT(*) AS n FROM enrollments n JOIN people p ON p.id = n.enrolled_by
        JOIN imports i ON i.imported_by = p.id WHERE p.name = 'Cora Lindqvist' AND n.enrolled_at = i.imported_at";
    assert_eq!(stage.count(by_cora).await, 1);
}

#[tokio::test]
async fn the_privacy_officer_reads_that_records_were_imported() {
    let stage = later().await;
    take_in(&stage, Sheet::write("Name\nLee Park\n").participants()).await.unwrap();
    let mut pia = stage.visit_as("pia").await;
    let page = pia.get("/audit").await;
    assert!(page.words().contains("Imported"), "{}", page.words());
}

#[tokio::test]
async fn five_thousand_rows() {
    let stage = later().await;
    let mut text = String::from("Name,E-mail,DOB,Phone\n");
    for row in 0..5_000 {
        let (day, month) = (row % 28 + 1, row % 12 + 1);
        text.push_str(&format!(
            "Person {row},p{row}@example.org,{month}/{day}/{},555 010 9999\n",
            1950 + row % 50
        ));
    }
    let sheet = Sheet::write(&text);
    let (_, outlook) = take_in(&stage, sheet.participants()).await.unwrap();
    assert_eq!((outlook.rows, outlook.counts.participants), (5_000, 5_000));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM enrollments").await, 5_002);
    text.push_str("Last,not an address,,\n");
    let sheet = Sheet::write(text.replace("example.org", "example.net"));
    let before = everybody(&stage).await;
    let words = problems(take_in(&stage, sheet.participants()).await);
    assert!(words.starts_with("line 5002, column \"E-mail\""), "{words}");
    assert_eq!(everybody(&stage).await, before);
}
