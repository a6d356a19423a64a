-- Answers: given only while the revision is open, kept whole in the history when they change, never deleted or moved.
-- The update of an answer writes its history BEFORE it happens, while the row still says what it said.

CREATE TRIGGER answer_not_deleted BEFORE DELETE ON answer
BEGIN
  SELECT RAISE(ABORT, 'An answer is never deleted: it is marked as removed.');
END;

CREATE TRIGGER answer_given BEFORE INSERT ON answer
BEGIN
  SELECT RAISE(ABORT, 'This write is already on record.')
  WHERE EXISTS (SELECT 1 FROM answer WHERE write_id = NEW.write_id)
    OR EXISTS (SELECT 1 FROM answer_history WHERE write_id = NEW.write_id);

  SELECT RAISE(ABORT, 'There is already an answer here: it can be changed, not replaced.')
  WHERE EXISTS (SELECT 1 FROM answer WHERE id = NEW.id)
    OR EXISTS (
      SELECT 1 FROM answer
      WHERE revision_id = NEW.revision_id AND participant_id = NEW.participant_id AND profile_id = NEW.profile_id
        AND kind = NEW.kind AND code = NEW.code AND slot = NEW.slot
    );

  SELECT RAISE(ABORT, 'An answer begins at version 1.')
  WHERE NEW.version <> 1;

  SELECT RAISE(ABORT, 'This assessment is not open for answers: it is submitted, signed off, replaced or stopped.')
  FROM revision
  WHERE id = NEW.revision_id AND state NOT IN ('draft', 'returned');

  SELECT RAISE(ABORT, 'An answer, the part of whoever gives it and whom it is about are of one assessment.')
  FROM revision
  WHERE id = NEW.revision_id AND (
    NOT EXISTS (SELECT 1 FROM participant WHERE id = NEW.participant_id AND assessment_id = revision.assessment_id)
    OR NOT EXISTS (SELECT 1 FROM profile WHERE id = NEW.profile_id AND assessment_id = revision.assessment_id)
  );
END;

CREATE TRIGGER answer_changed BEFORE UPDATE ON answer
BEGIN
  SELECT RAISE(ABORT, 'An answer stays where it was given.')
  WHERE NEW.id <> OLD.id OR NEW.revision_id <> OLD.revision_id OR NEW.participant_id <> OLD.participant_id
    OR NEW.profile_id <> OLD.profile_id OR NEW.kind <> OLD.kind OR NEW.code <> OLD.code OR NEW.slot <> OLD.slot;

  SELECT RAISE(ABORT, 'This assessment is not open for answers: it is submitted, signed off, replaced or stopped.')
  FROM revision
  WHERE id = OLD.revision_id AND state NOT IN ('draft', 'returned');

  SELECT RAISE(ABORT, 'A changed answer is its next version.')
  WHERE NEW.version <> OLD.version + 1;

  SELECT RAISE(ABORT, 'This write is already on record.')
  WHERE EXISTS (SELECT 1 FROM answer WHERE write_id = NEW.write_id)
    OR EXISTS (SELECT 1 FROM answer_history WHERE write_id = NEW.write_id);

  INSERT INTO answer_history (
    answer_id, version, raw, grade, state, on_date, source, agency_id, reason, shared_with,
    copied_from_profile_id, write_id, by_id, at
  ) VALUES (
    OLD.id, OLD.version, OLD.raw, OLD.grade, OLD.state, OLD.on_date, OLD.source, OLD.agency_id, OLD.reason,
    OLD.shared_with, OLD.copied_from_profile_id, OLD.write_id, OLD.by_id, OLD.at
  );
END;

-- Nobody else can write the history: a row is taken only when it says what the answer says at that moment.
CREATE TRIGGER answer_history_is_true BEFORE INSERT ON answer_history
WHEN NOT EXISTS (
    SELECT 1 FROM answer
    WHERE id = NEW.answer_id AND version IS NEW.version AND raw IS NEW.raw AND grade IS NEW.grade
      AND state IS NEW.state AND on_date IS NEW.on_date AND source IS NEW.source AND agency_id IS NEW.agency_id
      AND reason IS NEW.reason AND shared_with IS NEW.shared_with
      AND copied_from_profile_id IS NEW.copied_from_profile_id AND write_id IS NEW.write_id
      AND by_id IS NEW.by_id AND at IS NEW.at
  )
BEGIN
  SELECT RAISE(ABORT, 'What an answer was before is written by the database when the answer changes.');
END;

CREATE TRIGGER evidence_link_added BEFORE INSERT ON evidence_link
BEGIN
  SELECT RAISE(ABORT, 'There is already such a link: it can be taken away, not replaced.')
  WHERE EXISTS (SELECT 1 FROM evidence_link WHERE id = NEW.id);

  SELECT RAISE(ABORT, 'This assessment is not open for answers: it is submitted, signed off, replaced or stopped.')
  FROM answer JOIN revision ON revision.id = answer.revision_id
  WHERE answer.id = NEW.answer_id AND revision.state NOT IN ('draft', 'returned');

  SELECT RAISE(ABORT, 'Evidence is linked to items of its own assessment.')
  FROM answer JOIN revision ON revision.id = answer.revision_id
  WHERE answer.id = NEW.answer_id AND NOT EXISTS (
    SELECT 1 FROM profile WHERE id = NEW.profile_id AND assessment_id = revision.assessment_id
  );
END;

CREATE TRIGGER evidence_link_changed BEFORE UPDATE ON evidence_link
BEGIN
  SELECT RAISE(ABORT, 'A link stays with its piece of evidence.')
  WHERE NEW.id <> OLD.id OR NEW.answer_id <> OLD.answer_id;

  SELECT RAISE(ABORT, 'This assessment is not open for answers: it is submitted, signed off, replaced or stopped.')
  FROM answer JOIN revision ON revision.id = answer.revision_id
  WHERE answer.id = OLD.answer_id AND revision.state NOT IN ('draft', 'returned');

  SELECT RAISE(ABORT, 'Evidence is linked to items of its own assessment.')
  FROM answer JOIN revision ON revision.id = answer.revision_id
  WHERE answer.id = OLD.answer_id AND NOT EXISTS (
    SELECT 1 FROM profile WHERE id = NEW.profile_id AND assessment_id = revision.assessment_id
  );
END;

CREATE TRIGGER evidence_link_removed BEFORE DELETE ON evidence_link
BEGIN
  SELECT RAISE(ABORT, 'This assessment is not open for answers: it is submitted, signed off, replaced or stopped.')
  FROM answer JOIN revision ON revision.id = answer.revision_id
  WHERE answer.id = OLD.answer_id AND revision.state NOT IN ('draft', 'returned');
END;
