-- What an assessment is about stays what it was; counts of completed assessments rest on stamps that never change.

CREATE TRIGGER assessment_stays BEFORE UPDATE ON assessment
BEGIN
  SELECT RAISE(ABORT, 'An assessment keeps its family, its tool, its reference and where it came from.')
  WHERE NEW.key IS NOT OLD.key OR NEW.ref IS NOT OLD.ref OR NEW.family_id IS NOT OLD.family_id
    OR NEW.instrument_version_id IS NOT OLD.instrument_version_id OR NEW.origin IS NOT OLD.origin
    OR NEW.upload_id IS NOT OLD.upload_id OR NEW.started_at IS NOT OLD.started_at;

  SELECT RAISE(ABORT, 'An assessment is completed once: its date, quarter, agency and team never change.')
  WHERE OLD.completed_on IS NOT NULL AND (
    NEW.completed_on IS NOT OLD.completed_on OR NEW.completed_quarter IS NOT OLD.completed_quarter
    OR NEW.completed_agency_id IS NOT OLD.completed_agency_id OR NEW.completed_team_id IS NOT OLD.completed_team_id
  );

  SELECT RAISE(ABORT, 'Who leads an assessment changes only while it is being worked on: a draft, or returned.')
  WHERE (
    NEW.lead_user_id IS NOT OLD.lead_user_id OR NEW.lead_agency_id IS NOT OLD.lead_agency_id
    OR NEW.lead_team_id IS NOT OLD.lead_team_id
  ) AND NOT EXISTS (
    SELECT 1 FROM revision WHERE assessment_id = OLD.id AND kind = 'care' AND state IN ('draft', 'returned')
  );

  SELECT RAISE(ABORT, 'The purpose, domains and period of an assessment change only while it is a draft or returned.')
  WHERE (
    NEW.purpose IS NOT OLD.purpose OR NEW.scope IS NOT OLD.scope
    OR NEW.window_from IS NOT OLD.window_from OR NEW.window_to IS NOT OLD.window_to
  ) AND EXISTS (
    SELECT 1 FROM revision WHERE assessment_id = OLD.id AND state IN ('submitted', 'signed_off', 'superseded')
  );

  SELECT RAISE(ABORT, 'The current revision of an assessment is one of its own.')
  WHERE NEW.current_revision_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM revision WHERE id = NEW.current_revision_id AND assessment_id = OLD.id
  );
END;

CREATE TRIGGER profile_stays BEFORE UPDATE ON profile
WHEN NEW.assessment_id <> OLD.assessment_id
  OR EXISTS (SELECT 1 FROM answer WHERE profile_id = OLD.id)
  OR EXISTS (SELECT 1 FROM evidence_link WHERE profile_id = OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Whom answers are about never changes once there are answers, nor does their assessment.');
END;

CREATE TRIGGER participant_stays BEFORE UPDATE ON participant
BEGIN
  SELECT RAISE(ABORT, 'A part stays with its assessment.')
  WHERE NEW.assessment_id <> OLD.assessment_id;

  SELECT RAISE(ABORT, 'Giving a part to somebody else says since when.')
  WHERE NEW.user_id IS NOT NULL AND NEW.user_id IS NOT OLD.user_id AND NEW.since_at IS OLD.since_at;
END;

CREATE TRIGGER participant_given AFTER INSERT ON participant
WHEN NEW.user_id IS NOT NULL
BEGIN
  INSERT INTO participant_user (assessment_id, participant_id, user_id, at)
  VALUES (NEW.assessment_id, NEW.id, NEW.user_id, NEW.since_at);
END;

CREATE TRIGGER participant_given_on AFTER UPDATE OF user_id ON participant
WHEN NEW.user_id IS NOT NULL AND NEW.user_id IS NOT OLD.user_id
BEGIN
  INSERT INTO participant_user (assessment_id, participant_id, user_id, at)
  SELECT NEW.assessment_id, NEW.id, NEW.user_id, NEW.since_at
  WHERE NOT EXISTS (SELECT 1 FROM participant_user WHERE participant_id = NEW.id AND user_id = NEW.user_id);
END;

CREATE TRIGGER participant_user_is_true BEFORE INSERT ON participant_user
WHEN NOT EXISTS (
    SELECT 1 FROM participant
    WHERE id = NEW.participant_id AND assessment_id = NEW.assessment_id AND user_id = NEW.user_id
  )
BEGIN
  SELECT RAISE(ABORT, 'Who ever held a part is written by the database when the part is given.');
END;
