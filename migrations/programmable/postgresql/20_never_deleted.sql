-- Nothing is deleted. The app's role has no right to; these hold for the owner too.

CREATE TRIGGER agency_not_deleted BEFORE DELETE ON agency
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (agency).'
);

CREATE TRIGGER agency_not_truncated BEFORE TRUNCATE ON agency
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (agency).'
);

CREATE TRIGGER team_not_deleted BEFORE DELETE ON team
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (team).'
);

CREATE TRIGGER team_not_truncated BEFORE TRUNCATE ON team
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (team).'
);

CREATE TRIGGER app_user_not_deleted BEFORE DELETE ON app_user
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (app_user).'
);

CREATE TRIGGER app_user_not_truncated BEFORE TRUNCATE ON app_user
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (app_user).'
);

CREATE TRIGGER user_posting_not_deleted BEFORE DELETE ON user_posting
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (user_posting).'
);

CREATE TRIGGER user_posting_not_truncated BEFORE TRUNCATE ON user_posting
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (user_posting).'
);

CREATE TRIGGER user_role_not_deleted BEFORE DELETE ON user_role
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (user_role).'
);

CREATE TRIGGER user_role_not_truncated BEFORE TRUNCATE ON user_role
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (user_role).'
);

CREATE TRIGGER accreditation_not_deleted BEFORE DELETE ON accreditation
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (accreditation).'
);

CREATE TRIGGER accreditation_not_truncated BEFORE TRUNCATE ON accreditation
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (accreditation).'
);

CREATE TRIGGER family_not_deleted BEFORE DELETE ON family
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (family).'
);

CREATE TRIGGER family_not_truncated BEFORE TRUNCATE ON family
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (family).'
);

CREATE TRIGGER person_not_deleted BEFORE DELETE ON person
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (person).'
);

CREATE TRIGGER person_not_truncated BEFORE TRUNCATE ON person
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (person).'
);

CREATE TRIGGER family_member_not_deleted BEFORE DELETE ON family_member
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (family_member).'
);

CREATE TRIGGER family_member_not_truncated BEFORE TRUNCATE ON family_member
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (family_member).'
);

CREATE TRIGGER allocation_not_deleted BEFORE DELETE ON allocation
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (allocation).'
);

CREATE TRIGGER allocation_not_truncated BEFORE TRUNCATE ON allocation
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (allocation).'
);

CREATE TRIGGER upload_not_deleted BEFORE DELETE ON upload
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (upload).'
);

CREATE TRIGGER upload_not_truncated BEFORE TRUNCATE ON upload
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (upload).'
);

CREATE TRIGGER assessment_not_deleted BEFORE DELETE ON assessment
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (assessment).'
);

CREATE TRIGGER assessment_not_truncated BEFORE TRUNCATE ON assessment
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (assessment).'
);

CREATE TRIGGER revision_not_deleted BEFORE DELETE ON revision
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (revision).'
);

CREATE TRIGGER revision_not_truncated BEFORE TRUNCATE ON revision
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (revision).'
);

CREATE TRIGGER profile_not_deleted BEFORE DELETE ON profile
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (profile).'
);

CREATE TRIGGER profile_not_truncated BEFORE TRUNCATE ON profile
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (profile).'
);

CREATE TRIGGER participant_not_deleted BEFORE DELETE ON participant
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (participant).'
);

CREATE TRIGGER participant_not_truncated BEFORE TRUNCATE ON participant
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (participant).'
);

CREATE TRIGGER delegation_not_deleted BEFORE DELETE ON delegation
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (delegation).'
);

CREATE TRIGGER delegation_not_truncated BEFORE TRUNCATE ON delegation
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (delegation).'
);

CREATE TRIGGER family_link_not_deleted BEFORE DELETE ON family_link
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (family_link).'
);

CREATE TRIGGER family_link_not_truncated BEFORE TRUNCATE ON family_link
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (family_link).'
);

CREATE TRIGGER wording_note_not_deleted BEFORE DELETE ON wording_note
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (wording_note).'
);

CREATE TRIGGER wording_note_not_truncated BEFORE TRUNCATE ON wording_note
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (wording_note).'
);

CREATE TRIGGER target_not_deleted BEFORE DELETE ON target
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (target).'
);

CREATE TRIGGER target_not_truncated BEFORE TRUNCATE ON target
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (target).'
);

CREATE TRIGGER plan_episode_not_deleted BEFORE DELETE ON plan_episode
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (plan_episode).'
);

CREATE TRIGGER plan_episode_not_truncated BEFORE TRUNCATE ON plan_episode
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (plan_episode).'
);

CREATE TRIGGER referral_not_deleted BEFORE DELETE ON referral
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (referral).'
);

CREATE TRIGGER referral_not_truncated BEFORE TRUNCATE ON referral
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (referral).'
);

CREATE TRIGGER support_not_deleted BEFORE DELETE ON support
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (support).'
);

CREATE TRIGGER support_not_truncated BEFORE TRUNCATE ON support
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (support).'
);

CREATE TRIGGER event_not_deleted BEFORE DELETE ON event
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (event).'
);

CREATE TRIGGER event_not_truncated BEFORE TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (event).'
);

CREATE TRIGGER action_not_deleted BEFORE DELETE ON action
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (action).'
);

CREATE TRIGGER action_not_truncated BEFORE TRUNCATE ON action
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (action).'
);

CREATE TRIGGER challenge_not_deleted BEFORE DELETE ON challenge
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (challenge).'
);

CREATE TRIGGER challenge_not_truncated BEFORE TRUNCATE ON challenge
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (challenge).'
);

CREATE TRIGGER sample_not_deleted BEFORE DELETE ON sample
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (sample).'
);

CREATE TRIGGER sample_not_truncated BEFORE TRUNCATE ON sample
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (sample).'
);

CREATE TRIGGER sample_auditor_not_deleted BEFORE DELETE ON sample_auditor
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (sample_auditor).'
);

CREATE TRIGGER sample_auditor_not_truncated BEFORE TRUNCATE ON sample_auditor
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (sample_auditor).'
);

CREATE TRIGGER sample_family_not_deleted BEFORE DELETE ON sample_family
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (sample_family).'
);

CREATE TRIGGER sample_family_not_truncated BEFORE TRUNCATE ON sample_family
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (sample_family).'
);

CREATE TRIGGER audit_not_deleted BEFORE DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (audit).'
);

CREATE TRIGGER audit_not_truncated BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (audit).'
);

CREATE TRIGGER break_glass_not_deleted BEFORE DELETE ON break_glass
FOR EACH ROW EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (break_glass).'
);

CREATE TRIGGER break_glass_not_truncated BEFORE TRUNCATE ON break_glass
FOR EACH STATEMENT EXECUTE FUNCTION gcp_refuse(
  'Nothing is deleted here: end, close or correct the record instead (break_glass).'
);
