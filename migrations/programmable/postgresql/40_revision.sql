-- The life of a revision: only the steps of the workflow, nobody signs their own work, locked means locked.

CREATE FUNCTION gcp_revision_begins() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF NEW.state <> 'draft' THEN
    RAISE EXCEPTION 'A revision of an assessment begins as a draft.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER revision_begins BEFORE INSERT ON revision
FOR EACH ROW EXECUTE FUNCTION gcp_revision_begins();

CREATE FUNCTION gcp_revision_steps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF (NEW.id, NEW.assessment_id, NEW.kind, NEW.number)
    IS DISTINCT FROM (OLD.id, OLD.assessment_id, OLD.kind, OLD.number)
  THEN
    RAISE EXCEPTION 'A revision keeps its assessment, its kind and its number.' USING ERRCODE = 'restrict_violation';
  END IF;

  IF OLD.state IN ('superseded', 'stopped') THEN
    RAISE EXCEPTION 'This revision was replaced or stopped: it never changes.' USING ERRCODE = 'restrict_violation';
  END IF;

  IF OLD.state = 'signed_off' AND (
    NEW.state <> 'superseded'
    OR (NEW.submitted_at, NEW.signed_off_at, NEW.signed_off_by_id, NEW.content_sha256, NEW.why)
    IS DISTINCT FROM (OLD.submitted_at, OLD.signed_off_at, OLD.signed_off_by_id, OLD.content_sha256, OLD.why)
  ) THEN
    RAISE EXCEPTION 'This revision is signed off and locked: it can only be replaced by a later one.'
      USING ERRCODE = 'restrict_violation';
  END IF;

  IF NEW.state <> OLD.state AND (OLD.state || ' to ' || NEW.state) NOT IN (
    'draft to submitted', 'draft to stopped', 'submitted to returned', 'submitted to signed_off',
    'returned to submitted', 'returned to stopped', 'signed_off to superseded'
  ) THEN
    RAISE EXCEPTION 'This is not a step that a revision can take.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER revision_steps BEFORE UPDATE ON revision
FOR EACH ROW EXECUTE FUNCTION gcp_revision_steps();

CREATE FUNCTION gcp_revision_signer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF NEW.signed_off_by_id IS NULL THEN
    IF EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND origin <> 'imported') THEN
      RAISE EXCEPTION 'Somebody signs an assessment off; only imported history is signed by nobody.'
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;

  IF EXISTS (
      SELECT 1 FROM participant_user WHERE assessment_id = NEW.assessment_id AND user_id = NEW.signed_off_by_id
    )
    OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND lead_user_id = NEW.signed_off_by_id)
    OR EXISTS (
      SELECT 1 FROM answer
      WHERE by_id = NEW.signed_off_by_id
        AND revision_id IN (SELECT id FROM revision WHERE assessment_id = NEW.assessment_id)
    )
    OR EXISTS (
      SELECT 1 FROM answer_history AS past JOIN answer ON answer.id = past.answer_id
      WHERE past.by_id = NEW.signed_off_by_id
        AND answer.revision_id IN (SELECT id FROM revision WHERE assessment_id = NEW.assessment_id)
    )
  THEN
    RAISE EXCEPTION 'Whoever took part in an assessment cannot sign it off.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER revision_steps_signer BEFORE UPDATE ON revision
FOR EACH ROW WHEN (NEW.state = 'signed_off' AND OLD.state <> 'signed_off')
EXECUTE FUNCTION gcp_revision_signer();
