-- The life of a revision: only the steps of the workflow, nobody signs their own work, locked means locked.

CREATE TRIGGER revision_begins BEFORE INSERT ON revision
WHEN NEW.state <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'A revision of an assessment begins as a draft.');
END;

CREATE TRIGGER revision_steps BEFORE UPDATE ON revision
BEGIN
  SELECT RAISE(ABORT, 'A revision keeps its assessment, its kind and its number.')
  WHERE NEW.assessment_id <> OLD.assessment_id OR NEW.kind <> OLD.kind OR NEW.number <> OLD.number;

  SELECT RAISE(ABORT, 'This revision was replaced or stopped: it never changes.')
  WHERE OLD.state IN ('superseded', 'stopped');

  SELECT RAISE(ABORT, 'This revision is signed off and locked: it can only be replaced by a later one.')
  WHERE OLD.state = 'signed_off' AND (
    NEW.state <> 'superseded' OR NEW.submitted_at IS NOT OLD.submitted_at
    OR NEW.signed_off_at IS NOT OLD.signed_off_at OR NEW.signed_off_by_id IS NOT OLD.signed_off_by_id
    OR NEW.content_sha256 IS NOT OLD.content_sha256 OR NEW.why IS NOT OLD.why
  );

  SELECT RAISE(ABORT, 'This is not a step that a revision can take.')
  WHERE NEW.state <> OLD.state AND (OLD.state || ' to ' || NEW.state) NOT IN (
    'draft to submitted', 'draft to stopped', 'submitted to returned', 'submitted to signed_off',
    'returned to submitted', 'returned to stopped', 'signed_off to superseded'
  );
END;

CREATE TRIGGER revision_steps_signer BEFORE UPDATE OF state ON revision
WHEN NEW.state = 'signed_off' AND OLD.state <> 'signed_off'
BEGIN
  SELECT RAISE(ABORT, 'Somebody signs an assessment off; only imported history is signed by nobody.')
  FROM assessment
  WHERE NEW.signed_off_by_id IS NULL AND id = NEW.assessment_id AND origin <> 'imported';

  SELECT RAISE(ABORT, 'Whoever took part in an assessment cannot sign it off.')
  WHERE EXISTS (
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
    );
END;
