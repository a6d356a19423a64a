-- Answers: given only while the revision is open, kept whole in the history when they change, never deleted or moved.
-- The row of the revision is taken FOR SHARE: with less, an answer lands in a revision that is being signed off.

CREATE FUNCTION gcp_check_open(of_revision bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  PERFORM 1 FROM revision WHERE id = of_revision AND state IN ('draft', 'returned') FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION
      'This assessment is not open for answers: it is submitted, signed off, replaced or stopped.'
      USING ERRCODE = 'restrict_violation';
  END IF;
END;
$$;

CREATE FUNCTION gcp_answer_given() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF NEW.version <> 1 THEN
    RAISE EXCEPTION 'An answer begins at version 1.' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM gcp_check_open(NEW.revision_id);
  IF NOT EXISTS (
    SELECT 1 FROM revision
    JOIN participant ON participant.assessment_id = revision.assessment_id
    JOIN profile ON profile.assessment_id = revision.assessment_id
    WHERE revision.id = NEW.revision_id AND participant.id = NEW.participant_id AND profile.id = NEW.profile_id
  ) THEN
    RAISE EXCEPTION 'An answer, the part of whoever gives it and whom it is about are of one assessment.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER answer_given BEFORE INSERT ON answer
FOR EACH ROW EXECUTE FUNCTION gcp_answer_given();

CREATE FUNCTION gcp_answer_changed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF (NEW.id, NEW.revision_id, NEW.participant_id, NEW.profile_id, NEW.kind, NEW.code, NEW.slot)
    IS DISTINCT FROM
    (OLD.id, OLD.revision_id, OLD.participant_id, OLD.profile_id, OLD.kind, OLD.code, OLD.slot)
  THEN
    RAISE EXCEPTION 'An answer stays where it was given.' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM gcp_check_open(OLD.revision_id);
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'A changed answer is its next version.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER answer_changed BEFORE UPDATE ON answer
FOR EACH ROW EXECUTE FUNCTION gcp_answer_changed();

-- Runs as the owner: the app's role may read the history, but only the database writes it.
-- After the row is written, so that the wait for another write of the same id, in the unique index, is over.
CREATE FUNCTION gcp_answer_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO answer_history (
      answer_id, version, raw, grade, state, on_date, source, agency_id, reason, shared_with,
      copied_from_profile_id, write_id, by_id, at
    ) VALUES (
      OLD.id, OLD.version, OLD.raw, OLD.grade, OLD.state, OLD.on_date, OLD.source, OLD.agency_id, OLD.reason,
      OLD.shared_with, OLD.copied_from_profile_id, OLD.write_id, OLD.by_id, OLD.at
    );
  END IF;
  IF EXISTS (SELECT 1 FROM answer_history WHERE write_id = NEW.write_id) THEN
    RAISE EXCEPTION 'This write is already on record.' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NULL;
END;
$$;

CREATE TRIGGER answer_kept AFTER INSERT OR UPDATE ON answer
FOR EACH ROW EXECUTE FUNCTION gcp_answer_kept();

CREATE TRIGGER answer_not_deleted BEFORE DELETE ON answer
FOR EACH ROW EXECUTE FUNCTION gcp_refuse('An answer is never deleted: it is marked as removed.');

CREATE TRIGGER answer_not_truncated BEFORE TRUNCATE ON answer
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse('An answer is never deleted: it is marked as removed.');

CREATE FUNCTION gcp_evidence_link_open() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  link evidence_link := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
  of_revision bigint := (SELECT revision_id FROM answer WHERE id = link.answer_id);
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.id, NEW.answer_id) IS DISTINCT FROM (OLD.id, OLD.answer_id) THEN
    RAISE EXCEPTION 'A link stays with its piece of evidence.' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM gcp_check_open(of_revision);
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM revision JOIN profile ON profile.assessment_id = revision.assessment_id
    WHERE revision.id = of_revision AND profile.id = NEW.profile_id
  ) THEN
    RAISE EXCEPTION 'Evidence is linked to items of its own assessment.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER evidence_link_open BEFORE INSERT OR UPDATE OR DELETE ON evidence_link
FOR EACH ROW EXECUTE FUNCTION gcp_evidence_link_open();

CREATE TRIGGER evidence_link_not_truncated BEFORE TRUNCATE ON evidence_link
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse('A link of evidence is taken away one at a time.');
