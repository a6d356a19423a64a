-- The chain has no gaps, and its end only moves forward, to an event that is there.

CREATE FUNCTION gcp_audit_event_follows() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF NEW.seq > 1 AND NOT EXISTS (SELECT 1 FROM audit_event WHERE chain = NEW.chain AND seq = NEW.seq - 1) THEN
    RAISE EXCEPTION 'An event follows the one before it: the audit log has no gaps.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER audit_event_follows BEFORE INSERT ON audit_event
FOR EACH ROW EXECUTE FUNCTION gcp_audit_event_follows();

CREATE FUNCTION gcp_audit_head_moves_on() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF NEW.chain <> OLD.chain OR NEW.seq <= OLD.seq OR NOT EXISTS (
    SELECT 1 FROM audit_event WHERE chain = NEW.chain AND seq = NEW.seq AND hash = NEW.hash
  ) THEN
    RAISE EXCEPTION 'The end of the audit log only moves forward, to an event that is there.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_head
FOR EACH ROW EXECUTE FUNCTION gcp_audit_head_moves_on();

CREATE TRIGGER audit_head_kept_on_insert BEFORE INSERT ON audit_head
FOR EACH ROW EXECUTE FUNCTION gcp_refuse('The audit log has its end already: a chain begins only in a migration.');

CREATE TRIGGER audit_head_kept_on_delete BEFORE DELETE ON audit_head
FOR EACH ROW EXECUTE FUNCTION gcp_refuse('The end of the audit log cannot be deleted.');

CREATE TRIGGER audit_head_kept_on_truncate BEFORE TRUNCATE ON audit_head
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse('The end of the audit log cannot be deleted.');
