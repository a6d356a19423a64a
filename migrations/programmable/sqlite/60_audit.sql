-- The chain has no gaps, and its end only moves forward, to an event that is there.

CREATE TRIGGER audit_event_follows BEFORE INSERT ON audit_event
WHEN NEW.seq > 1 AND NOT EXISTS (SELECT 1 FROM audit_event WHERE chain = NEW.chain AND seq = NEW.seq - 1)
BEGIN
  SELECT RAISE(ABORT, 'An event follows the one before it: the audit log has no gaps.');
END;

CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_head
WHEN NEW.chain <> OLD.chain OR NEW.seq <= OLD.seq OR NOT EXISTS (
    SELECT 1 FROM audit_event WHERE chain = NEW.chain AND seq = NEW.seq AND hash = NEW.hash
  )
BEGIN
  SELECT RAISE(ABORT, 'The end of the audit log only moves forward, to an event that is there.');
END;

CREATE TRIGGER audit_head_kept_on_insert BEFORE INSERT ON audit_head
BEGIN
  SELECT RAISE(ABORT, 'The audit log has its end already: a chain begins only in a migration.');
END;

CREATE TRIGGER audit_head_kept_on_delete BEFORE DELETE ON audit_head
BEGIN
  SELECT RAISE(ABORT, 'The end of the audit log cannot be deleted.');
END;
