//! PostgreSQL: each thread holds one connection and makes a new one when it has gone away.

use std::cell::RefCell;
use std::collections::HashMap;
use std::time::Duration;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, private::BytesMut};
use postgres::{Client, NoTls, Statement};

use crate::pool::Jobs;
use crate::row::Inner;
use crate::tx::Inner as TxInner;
use crate::{Error, Result, Row, Tx, Value, keys::Keys, keys::Sealing};

pub(crate) struct PostgresTx<'a> {
    transaction: postgres::Transaction<'a>,
    statements: &'a mut HashMap<String, Statement>,
}

struct Connected {
    client: Client,
    statements: HashMap<String, Statement>,
}

pub(crate) fn connect(url: &str) -> Result<Client> {
    let mut config: postgres::Config =
        url.parse().map_err(|_| Error::Unavailable("the database address cannot be read".to_string()))?;
    config
        .connect_timeout(Duration::from_secs(5))
        .keepalives_idle(Duration::from_secs(5))
        .tcp_user_timeout(Duration::from_secs(8))
        .application_name("cairn");
    Ok(config.connect(NoTls)?)
}

/// How long a connection may take to say that it is still there.
pub(crate) const PATIENCE: Duration = Duration::from_secs(3);

/// Runs `work` in a transaction of its own that changes nothing.
pub(crate) fn once<T>(
    client: &mut Client,
    sealing: &Sealing,
    work: impl Fn(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    let mut statements = HashMap::new();
    let transaction = client.build_transaction().read_only(true).start()?;
    let inner = PostgresTx { transaction, statements: &mut statements };
    work(&mut Tx::new(TxInner::Postgres(RefCell::new(inner)), sealing))
}

/// A thread's loop, for reads and writes alike.
pub(crate) fn work_loop(url: &str, read_only: bool, keys: &Keys, jobs: Jobs) {
    let mut connected: Option<Connected> = None;
    while let Ok(job) = jobs.recv() {
        // A connection that died while idle shows only at the first statement: begin again on a new one, once.
        let mut attempts = 0;
        let started = loop {
            attempts += 1;
            match begin(url, read_only, &mut connected) {
                Ok(()) => break Ok(()),
                Err(_) if attempts < 2 => connected = None,
                Err(error) => break Err(error),
            }
        };
        match (started, connected.as_mut()) {
            (Ok(()), Some(connection)) => run(connection, read_only, keys, job),
            (Err(error), _) => job.refuse(error),
            (Ok(()), None) => job.refuse(Error::Unavailable("no connection".to_string())),
        }
    }
}

fn begin(url: &str, read_only: bool, connected: &mut Option<Connected>) -> Result<()> {
    if connected.as_ref().is_none_or(|c| c.client.is_closed()) {
        let mut client = connect(url)?;
        if read_only {
            client.batch_execute("SET default_transaction_read_only = on")?;
        }
        *connected = Some(Connected { client, statements: HashMap::new() });
    }
    match connected.as_mut() {
        Some(connection) => Ok(connection.client.is_valid(PATIENCE)?),
        None => Err(Error::Unavailable("no connection".to_string())),
    }
}

fn run(connection: &mut Connected, read_only: bool, keys: &Keys, job: crate::pool::Job) {
    let sealing = Sealing::new(keys.clone());
    // A writer sees what others committed while it waited for a lock; a reader sees one state throughout.
    let isolation = match read_only {
        true => postgres::IsolationLevel::RepeatableRead,
        false => postgres::IsolationLevel::ReadCommitted,
    };
    let builder = connection.client.build_transaction().isolation_level(isolation);
    let transaction = match builder.start() {
        Ok(transaction) => transaction,
        Err(error) => return job.refuse(error.into()),
    };
    let inner = PostgresTx { transaction, statements: &mut connection.statements };
    let mut tx = Tx::new(TxInner::Postgres(RefCell::new(inner)), &sealing);
    let done = job.run(&mut tx);
    let TxInner::Postgres(inner) = tx.inner else {
        return;
    };
    let PostgresTx { transaction, .. } = inner.into_inner();
    let ended = if done.keep { transaction.commit() } else { transaction.rollback() };
    if done.keep && ended.is_ok() {
        sealing.publish();
    }
    (done.deliver)(ended.map_err(Error::from));
}

impl PostgresTx<'_> {
    fn statement(&mut self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.transaction.prepare(sql)?;
        self.statements.insert(sql.to_string(), statement.clone());
        Ok(statement)
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        let statement = self.statement(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|p| p as &(dyn ToSql + Sync)).collect();
        Ok(self.transaction.execute(&statement, &params)?)
    }

    pub(crate) fn each(
        &mut self,
        (sql, params): (&str, &[Value]),
        sealing: &Sealing,
        each: &mut dyn FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let statement = self.statement(sql)?;
        let mut rows = self.transaction.query_raw(&statement, params)?;
        while let Some(row) = rows.next()? {
            each(&Row { inner: Inner::Postgres(&row), sealing })?;
        }
        Ok(())
    }

    pub(crate) fn script(&mut self, sql: &str) -> Result<()> {
        Ok(self.transaction.batch_execute(sql)?)
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(number) => match *ty {
                Type::INT2 => i16::try_from(*number)?.to_sql(ty, out),
                Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
                Type::FLOAT8 => (*number as f64).to_sql(ty, out),
                Type::BOOL => (*number != 0).to_sql(ty, out),
                _ => number.to_sql(ty, out),
            },
            Value::Real(number) => number.to_sql(ty, out),
            Value::Text(text) => text.to_sql(ty, out),
            Value::Blob(bytes) => bytes.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(
            *ty,
            Type::INT2
                | Type::INT4
                | Type::INT8
                | Type::FLOAT8
                | Type::BOOL
                | Type::TEXT
                | Type::VARCHAR
                | Type::NAME
                | Type::BYTEA
        )
    }

    postgres::types::to_sql_checked!();
}

pub(crate) fn column(row: &postgres::Row, column: &str) -> Result<Value> {
    let wrong = |reason: &str| Error::Column { column: column.to_string(), reason: reason.to_string() };
    let index =
        row.columns().iter().position(|c| c.name() == column).ok_or_else(|| wrong("is not in the answer"))?;
    let ty = row.columns().get(index).map(|c| c.type_().clone()).unwrap_or(Type::UNKNOWN);
    let value = match ty {
        Type::INT8 => row.try_get::<_, Option<i64>>(index)?.map(Value::Integer),
        Type::INT4 => row.try_get::<_, Option<i32>>(index)?.map(Value::from),
        Type::INT2 => row.try_get::<_, Option<i16>>(index)?.map(|n| Value::Integer(n.into())),
        Type::BOOL => row.try_get::<_, Option<bool>>(index)?.map(Value::from),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(index)?.map(Value::Real),
        Type::TEXT | Type::VARCHAR | Type::NAME => row.try_get::<_, Option<String>>(index)?.map(Value::Text),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(index)?.map(Value::Blob),
        _ => {
            return Err(wrong(&format!("has the type {ty}, which Cairn does not read: cast it")));
        }
    };
    Ok(value.unwrap_or(Value::Null))
}
