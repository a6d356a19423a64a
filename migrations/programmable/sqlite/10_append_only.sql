-- What is only ever added to. An INSERT OR REPLACE would delete the row in its way without any DELETE trigger
-- seeing it, so a row in the way is refused too, whichever key it holds, the hidden rowid included.
-- `NEW.id` and `NEW.rowid` are -1 before an INSERT that leaves them to SQLite.

CREATE TRIGGER instrument_version_kept_on_update BEFORE UPDATE ON instrument_version
BEGIN
  SELECT RAISE(ABORT, 'A published tool is kept as it is: its record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER instrument_version_kept_on_delete BEFORE DELETE ON instrument_version
BEGIN
  SELECT RAISE(ABORT, 'A published tool is kept as it is: its record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER instrument_version_kept_on_insert BEFORE INSERT ON instrument_version
WHEN EXISTS (SELECT 1 FROM instrument_version WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM instrument_version WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM instrument_version WHERE code = NEW.code AND version = NEW.version)
BEGIN
  SELECT RAISE(ABORT, 'A published tool is kept as it is: its record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER status_change_kept_on_update BEFORE UPDATE ON status_change
BEGIN
  SELECT RAISE(ABORT, 'A step of an assessment is kept as it is: its record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER status_change_kept_on_delete BEFORE DELETE ON status_change
BEGIN
  SELECT RAISE(ABORT, 'A step of an assessment is kept as it is: its record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER status_change_kept_on_insert BEFORE INSERT ON status_change
WHEN EXISTS (SELECT 1 FROM status_change WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'A step of an assessment is kept as it is: its record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER participant_user_kept_on_update BEFORE UPDATE ON participant_user
BEGIN
  SELECT RAISE(ABORT, 'Who ever held a part is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER participant_user_kept_on_delete BEFORE DELETE ON participant_user
BEGIN
  SELECT RAISE(ABORT, 'Who ever held a part is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER participant_user_kept_on_insert BEFORE INSERT ON participant_user
WHEN EXISTS (SELECT 1 FROM participant_user WHERE id = NEW.id)
  OR EXISTS (
      SELECT 1 FROM participant_user
      WHERE assessment_id = NEW.assessment_id AND user_id = NEW.user_id AND participant_id = NEW.participant_id
    )
BEGIN
  SELECT RAISE(ABORT, 'Who ever held a part is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER answer_history_kept_on_update BEFORE UPDATE ON answer_history
BEGIN
  SELECT RAISE(ABORT, 'What an answer was before is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER answer_history_kept_on_delete BEFORE DELETE ON answer_history
BEGIN
  SELECT RAISE(ABORT, 'What an answer was before is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER answer_history_kept_on_insert BEFORE INSERT ON answer_history
WHEN EXISTS (SELECT 1 FROM answer_history WHERE rowid = NEW.rowid)
  OR EXISTS (SELECT 1 FROM answer_history WHERE answer_id = NEW.answer_id AND version = NEW.version)
  OR EXISTS (SELECT 1 FROM answer_history WHERE write_id = NEW.write_id)
BEGIN
  SELECT RAISE(ABORT, 'What an answer was before is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER audit_event_kept_on_update BEFORE UPDATE ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'The audit log is kept as it is: an event cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER audit_event_kept_on_delete BEFORE DELETE ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'The audit log is kept as it is: an event cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER audit_event_kept_on_insert BEFORE INSERT ON audit_event
WHEN EXISTS (SELECT 1 FROM audit_event WHERE rowid = NEW.rowid)
  OR EXISTS (SELECT 1 FROM audit_event WHERE chain = NEW.chain AND seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'The audit log is kept as it is: an event cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER audit_note_kept_on_update BEFORE UPDATE ON audit_note
BEGIN
  SELECT RAISE(ABORT, 'The words of an event are kept as they are: they cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER audit_note_kept_on_delete BEFORE DELETE ON audit_note
BEGIN
  SELECT RAISE(ABORT, 'The words of an event are kept as they are: they cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER audit_note_kept_on_insert BEFORE INSERT ON audit_note
WHEN EXISTS (SELECT 1 FROM audit_note WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'The words of an event are kept as they are: they cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER policy_kept_on_update BEFORE UPDATE ON policy
BEGIN
  SELECT RAISE(ABORT, 'What was settled is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER policy_kept_on_delete BEFORE DELETE ON policy
BEGIN
  SELECT RAISE(ABORT, 'What was settled is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER policy_kept_on_insert BEFORE INSERT ON policy
WHEN EXISTS (SELECT 1 FROM policy WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'What was settled is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER response_kept_on_update BEFORE UPDATE ON response
BEGIN
  SELECT RAISE(ABORT, 'What somebody answered is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER response_kept_on_delete BEFORE DELETE ON response
BEGIN
  SELECT RAISE(ABORT, 'What somebody answered is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER response_kept_on_insert BEFORE INSERT ON response
WHEN EXISTS (SELECT 1 FROM response WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'What somebody answered is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER feedback_kept_on_update BEFORE UPDATE ON feedback
BEGIN
  SELECT RAISE(ABORT, 'What somebody said is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER feedback_kept_on_delete BEFORE DELETE ON feedback
BEGIN
  SELECT RAISE(ABORT, 'What somebody said is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER feedback_kept_on_insert BEFORE INSERT ON feedback
WHEN EXISTS (SELECT 1 FROM feedback WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'What somebody said is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER sharing_kept_on_update BEFORE UPDATE ON sharing
BEGIN
  SELECT RAISE(ABORT, 'What was shared is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER sharing_kept_on_delete BEFORE DELETE ON sharing
BEGIN
  SELECT RAISE(ABORT, 'What was shared is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER sharing_kept_on_insert BEFORE INSERT ON sharing
WHEN EXISTS (SELECT 1 FROM sharing WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'What was shared is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER item_comment_kept_on_update BEFORE UPDATE ON item_comment
BEGIN
  SELECT RAISE(ABORT, 'A comment on an item is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER item_comment_kept_on_delete BEFORE DELETE ON item_comment
BEGIN
  SELECT RAISE(ABORT, 'A comment on an item is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER item_comment_kept_on_insert BEFORE INSERT ON item_comment
WHEN EXISTS (SELECT 1 FROM item_comment WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'A comment on an item is kept as it is: the record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER review_kept_on_update BEFORE UPDATE ON review
BEGIN
  SELECT RAISE(ABORT, 'A review is kept as it was decided: its record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER review_kept_on_delete BEFORE DELETE ON review
BEGIN
  SELECT RAISE(ABORT, 'A review is kept as it was decided: its record cannot be changed, replaced or deleted.');
END;

CREATE TRIGGER review_kept_on_insert BEFORE INSERT ON review
WHEN EXISTS (SELECT 1 FROM review WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM review WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM review WHERE supersedes_id = NEW.supersedes_id)
BEGIN
  SELECT RAISE(ABORT, 'A review is kept as it was decided: its record cannot be changed, replaced or deleted.');
END;
