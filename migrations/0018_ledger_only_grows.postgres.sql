-- The ledger of disclosures only grows. The database itself refuses anything else.
CREATE FUNCTION disclosures_only_grow() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'disclosures are never changed or removed'; END $$;
CREATE TRIGGER disclosures_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON disclosures
FOR EACH STATEMENT EXECUTE FUNCTION disclosures_only_grow();
