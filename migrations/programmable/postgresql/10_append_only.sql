-- What is only ever added to. The app's role has no right to more than INSERT here; these hold for the owner too.

CREATE TRIGGER instrument_version_kept BEFORE UPDATE OR DELETE ON instrument_version
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'A published tool is kept as it is: its record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER instrument_version_kept_on_truncate BEFORE TRUNCATE ON instrument_version
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'A published tool is kept as it is: its record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER status_change_kept BEFORE UPDATE OR DELETE ON status_change
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'A step of an assessment is kept as it is: its record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER status_change_kept_on_truncate BEFORE TRUNCATE ON status_change
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'A step of an assessment is kept as it is: its record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER participant_user_kept BEFORE UPDATE OR DELETE ON participant_user
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Who ever held a part is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER participant_user_kept_on_truncate BEFORE TRUNCATE ON participant_user
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Who ever held a part is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER answer_history_kept BEFORE UPDATE OR DELETE ON answer_history
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'What an answer was before is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER answer_history_kept_on_truncate BEFORE TRUNCATE ON answer_history
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'What an answer was before is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER audit_event_kept BEFORE UPDATE OR DELETE ON audit_event
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'The audit log is kept as it is: an event cannot be changed, replaced or deleted.'
);

CREATE TRIGGER audit_event_kept_on_truncate BEFORE TRUNCATE ON audit_event
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'The audit log is kept as it is: an event cannot be changed, replaced or deleted.'
);

CREATE TRIGGER audit_note_kept BEFORE UPDATE OR DELETE ON audit_note
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'The words of an event are kept as they are: they cannot be changed, replaced or deleted.'
);

CREATE TRIGGER audit_note_kept_on_truncate BEFORE TRUNCATE ON audit_note
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'The words of an event are kept as they are: they cannot be changed, replaced or deleted.'
);

CREATE TRIGGER policy_kept BEFORE UPDATE OR DELETE ON policy
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'What was settled is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER policy_kept_on_truncate BEFORE TRUNCATE ON policy
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'What was settled is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER response_kept BEFORE UPDATE OR DELETE ON response
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'What somebody answered is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER response_kept_on_truncate BEFORE TRUNCATE ON response
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'What somebody answered is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER feedback_kept BEFORE UPDATE OR DELETE ON feedback
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'What somebody said is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER feedback_kept_on_truncate BEFORE TRUNCATE ON feedback
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'What somebody said is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER sharing_kept BEFORE UPDATE OR DELETE ON sharing
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'What was shared is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER sharing_kept_on_truncate BEFORE TRUNCATE ON sharing
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'What was shared is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER item_comment_kept BEFORE UPDATE OR DELETE ON item_comment
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'A comment on an item is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER item_comment_kept_on_truncate BEFORE TRUNCATE ON item_comment
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'A comment on an item is kept as it is: the record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER review_kept BEFORE UPDATE OR DELETE ON review
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'A review is kept as it was decided: its record cannot be changed, replaced or deleted.'
);

CREATE TRIGGER review_kept_on_truncate BEFORE TRUNCATE ON review
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'A review is kept as it was decided: its record cannot be changed, replaced or deleted.'
);
