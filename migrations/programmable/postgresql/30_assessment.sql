-- What an assessment is about stays what it was; counts of completed assessments rest on stamps that never change.

CREATE FUNCTION gcp_assessment_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF (NEW.id, NEW.key, NEW.ref, NEW.family_id, NEW.instrument_version_id, NEW.origin, NEW.upload_id, NEW.started_at)
    IS DISTINCT FROM
    (OLD.id, OLD.key, OLD.ref, OLD.family_id, OLD.instrument_version_id, OLD.origin, OLD.upload_id, OLD.started_at)
  THEN
    RAISE EXCEPTION 'An assessment keeps its family, its tool, its reference and where it came from.'
      USING ERRCODE = 'restrict_violation';
  END IF;

  IF OLD.completed_on IS NOT NULL
    AND (NEW.completed_on, NEW.completed_quarter, NEW.completed_agency_id, NEW.completed_team_id)
    IS DISTINCT FROM (OLD.completed_on, OLD.completed_quarter, OLD.completed_agency_id, OLD.completed_team_id)
  THEN
    RAISE EXCEPTION 'An assessment is completed once: its date, quarter, agency and team never change.'
      USING ERRCODE = 'restrict_violation';
  END IF;

  IF (NEW.lead_user_id, NEW.lead_agency_id, NEW.lead_team_id)
    IS DISTINCT FROM (OLD.lead_user_id, OLD.lead_agency_id, OLD.lead_team_id)
  THEN
    PERFORM 1 FROM revision WHERE assessment_id = OLD.id ORDER BY id FOR SHARE;
    IF NOT EXISTS (
      SELECT 1 FROM revision WHERE assessment_id = OLD.id AND kind = 'care' AND state IN ('draft', 'returned')
    ) THEN
      RAISE EXCEPTION 'Who leads an assessment changes only while it is being worked on: a draft, or returned.'
        USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;

  IF (NEW.purpose, NEW.scope::text, NEW.window_from, NEW.window_to)
    IS DISTINCT FROM (OLD.purpose, OLD.scope::text, OLD.window_from, OLD.window_to)
  THEN
    PERFORM 1 FROM revision WHERE assessment_id = OLD.id ORDER BY id FOR SHARE;
    IF EXISTS (
      SELECT 1 FROM revision WHERE assessment_id = OLD.id AND state IN ('submitted', 'signed_off', 'superseded')
    ) THEN
      RAISE EXCEPTION 'The purpose, domains and period of an assessment change only while it is a draft or returned.'
        USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;

  IF NEW.current_revision_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM revision WHERE id = NEW.current_revision_id AND assessment_id = OLD.id
  ) THEN
    RAISE EXCEPTION 'The current revision of an assessment is one of its own.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER assessment_stays BEFORE UPDATE ON assessment
FOR EACH ROW EXECUTE FUNCTION gcp_assessment_stays();

-- Takes the revisions FOR UPDATE, which waits for answers that are being written: they hold them FOR SHARE.
CREATE FUNCTION gcp_profile_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  PERFORM 1 FROM revision WHERE assessment_id = OLD.assessment_id ORDER BY id FOR UPDATE;
  IF (NEW.id, NEW.assessment_id) IS DISTINCT FROM (OLD.id, OLD.assessment_id)
    OR EXISTS (SELECT 1 FROM answer WHERE profile_id = OLD.id)
    OR EXISTS (SELECT 1 FROM evidence_link WHERE profile_id = OLD.id)
  THEN
    RAISE EXCEPTION 'Whom answers are about never changes once there are answers, nor does their assessment.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER profile_stays BEFORE UPDATE ON profile
FOR EACH ROW EXECUTE FUNCTION gcp_profile_stays();

CREATE FUNCTION gcp_participant_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF (NEW.id, NEW.assessment_id) IS DISTINCT FROM (OLD.id, OLD.assessment_id) THEN
    RAISE EXCEPTION 'A part stays with its assessment.' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id AND NEW.since_at = OLD.since_at THEN
    RAISE EXCEPTION 'Giving a part to somebody else says since when.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER participant_stays BEFORE UPDATE ON participant
FOR EACH ROW EXECUTE FUNCTION gcp_participant_stays();

-- Runs as the owner: the app's role may read participant_user, but only the database writes it.
-- Takes the revisions FOR SHARE, so that nobody signs off in the moment in which they are given a part.
CREATE FUNCTION gcp_participant_given() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF NEW.user_id IS NULL OR (TG_OP = 'UPDATE' AND NEW.user_id IS NOT DISTINCT FROM OLD.user_id) THEN
    RETURN NULL;
  END IF;
  PERFORM 1 FROM revision WHERE assessment_id = NEW.assessment_id ORDER BY id FOR SHARE;
  INSERT INTO participant_user (assessment_id, participant_id, user_id, at)
  VALUES (NEW.assessment_id, NEW.id, NEW.user_id, NEW.since_at)
  ON CONFLICT (assessment_id, user_id, participant_id) DO NOTHING;
  RETURN NULL;
END;
$$;

CREATE TRIGGER participant_given AFTER INSERT OR UPDATE ON participant
FOR EACH ROW EXECUTE FUNCTION gcp_participant_given();
