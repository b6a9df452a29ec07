//! Names are sealed. A test that asks the database for somebody by name asks for their id.

use cairn_db::{Error, Tx};

/// The statement with every `name = 'Somebody'` of a person or a family in the words of the database: their ids.
pub fn with_ids(tx: &mut Tx<'_>, sql: &str) -> Result<String, Error> {
    let (mut done, mut rest) = (String::new(), sql);
    while let Some((before, after)) = rest.split_once("name = '") {
        let (name, behind) = after.split_once('\'').expect("a closed quotation");
        let ids = if before.ends_with('_') { Vec::new() } else { ids_of(tx, name)? };
        done.push_str(before);
        match ids.as_slice() {
            [] => done.push_str(&format!("name = '{name}'")),
            ids => done.push_str(&format!("id IN ('{}')", ids.join("', '"))),
        }
        rest = behind;
    }
    Ok(done + rest)
}

fn ids_of(tx: &mut Tx<'_>, name: &str) -> Result<Vec<String>, Error> {
    let sql = "SELECT id, name FROM people UNION ALL SELECT id, name FROM families";
    let all: Vec<(String, String)> = tx.all(sql, &[], |row| Ok((row.get("id")?, row.get("name")?)))?;
    Ok(all.into_iter().filter(|(_, known)| known == name).map(|(id, _)| id).collect())
}
