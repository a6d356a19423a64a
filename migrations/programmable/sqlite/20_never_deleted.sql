-- Nothing is deleted, and nothing is lost by being replaced: INSERT OR REPLACE and UPDATE OR REPLACE delete the
-- row in the way without any DELETE trigger seeing it, so a row in the way is refused, whichever key it holds.
-- `NEW.id` is -1 before an INSERT that leaves the id to SQLite.

CREATE TRIGGER agency_not_deleted BEFORE DELETE ON agency
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (agency).');
END;

CREATE TRIGGER agency_not_replaced_by_insert BEFORE INSERT ON agency
WHEN EXISTS (SELECT 1 FROM agency WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM agency WHERE key = NEW.key)
  OR (NEW.closed_on IS NULL AND EXISTS (
      SELECT 1 FROM agency
      WHERE lower(name) = lower(NEW.name) AND closed_on IS NULL
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (agency).');
END;

CREATE TRIGGER agency_not_replaced_by_update BEFORE UPDATE ON agency
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM agency WHERE key = NEW.key AND id <> OLD.id)
  OR (NEW.closed_on IS NULL AND EXISTS (
      SELECT 1 FROM agency
      WHERE lower(name) = lower(NEW.name) AND closed_on IS NULL AND id <> OLD.id
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (agency).');
END;

CREATE TRIGGER team_not_deleted BEFORE DELETE ON team
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (team).');
END;

CREATE TRIGGER team_not_replaced_by_insert BEFORE INSERT ON team
WHEN EXISTS (SELECT 1 FROM team WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM team WHERE key = NEW.key)
  OR (NEW.closed_on IS NULL AND EXISTS (
      SELECT 1 FROM team
      WHERE agency_id = NEW.agency_id AND lower(name) = lower(NEW.name) AND closed_on IS NULL
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (team).');
END;

CREATE TRIGGER team_not_replaced_by_update BEFORE UPDATE ON team
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM team WHERE key = NEW.key AND id <> OLD.id)
  OR (NEW.closed_on IS NULL AND EXISTS (
      SELECT 1 FROM team
      WHERE agency_id = NEW.agency_id AND lower(name) = lower(NEW.name) AND closed_on IS NULL AND id <> OLD.id
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (team).');
END;

CREATE TRIGGER app_user_not_deleted BEFORE DELETE ON app_user
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (app_user).');
END;

CREATE TRIGGER app_user_not_replaced_by_insert BEFORE INSERT ON app_user
WHEN EXISTS (SELECT 1 FROM app_user WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM app_user WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM app_user WHERE email = NEW.email)
  OR EXISTS (SELECT 1 FROM app_user WHERE fs_uniquifier = NEW.fs_uniquifier)
  OR EXISTS (SELECT 1 FROM app_user WHERE oidc_subject = NEW.oidc_subject)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (app_user).');
END;

CREATE TRIGGER app_user_not_replaced_by_update BEFORE UPDATE ON app_user
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM app_user WHERE key = NEW.key AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM app_user WHERE email = NEW.email AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM app_user WHERE fs_uniquifier = NEW.fs_uniquifier AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM app_user WHERE oidc_subject = NEW.oidc_subject AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (app_user).');
END;

CREATE TRIGGER user_posting_not_deleted BEFORE DELETE ON user_posting
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (user_posting).');
END;

CREATE TRIGGER user_posting_not_replaced_by_insert BEFORE INSERT ON user_posting
WHEN EXISTS (SELECT 1 FROM user_posting WHERE id = NEW.id)
  OR (NEW.ended_on IS NULL AND EXISTS (
      SELECT 1 FROM user_posting
      WHERE user_id = NEW.user_id AND ended_on IS NULL
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (user_posting).');
END;

CREATE TRIGGER user_posting_not_replaced_by_update BEFORE UPDATE ON user_posting
WHEN NEW.id <> OLD.id
  OR (NEW.ended_on IS NULL AND EXISTS (
      SELECT 1 FROM user_posting
      WHERE user_id = NEW.user_id AND ended_on IS NULL AND id <> OLD.id
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (user_posting).');
END;

CREATE TRIGGER user_role_not_deleted BEFORE DELETE ON user_role
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (user_role).');
END;

CREATE TRIGGER user_role_not_replaced_by_insert BEFORE INSERT ON user_role
WHEN EXISTS (SELECT 1 FROM user_role WHERE id = NEW.id)
  OR (NEW.ended_on IS NULL AND EXISTS (
      SELECT 1 FROM user_role
      WHERE user_id = NEW.user_id AND role = NEW.role AND team_id IS NEW.team_id AND ended_on IS NULL
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (user_role).');
END;

CREATE TRIGGER user_role_not_replaced_by_update BEFORE UPDATE ON user_role
WHEN NEW.id <> OLD.id
  OR (NEW.ended_on IS NULL AND EXISTS (
      SELECT 1 FROM user_role
      WHERE user_id = NEW.user_id AND role = NEW.role AND team_id IS NEW.team_id AND ended_on IS NULL AND id <> OLD.id
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (user_role).');
END;

CREATE TRIGGER accreditation_not_deleted BEFORE DELETE ON accreditation
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (accreditation).');
END;

CREATE TRIGGER accreditation_not_replaced_by_insert BEFORE INSERT ON accreditation
WHEN EXISTS (SELECT 1 FROM accreditation WHERE id = NEW.id)
  OR EXISTS (
      SELECT 1 FROM accreditation
      WHERE user_id = NEW.user_id AND instrument_code = NEW.instrument_code AND trained_on = NEW.trained_on
    )
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (accreditation).');
END;

CREATE TRIGGER accreditation_not_replaced_by_update BEFORE UPDATE ON accreditation
WHEN NEW.id <> OLD.id
  OR EXISTS (
      SELECT 1 FROM accreditation
      WHERE user_id = NEW.user_id AND instrument_code = NEW.instrument_code AND trained_on = NEW.trained_on
        AND id <> OLD.id
    )
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (accreditation).');
END;

CREATE TRIGGER family_not_deleted BEFORE DELETE ON family
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (family).');
END;

CREATE TRIGGER family_not_replaced_by_insert BEFORE INSERT ON family
WHEN EXISTS (SELECT 1 FROM family WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM family WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM family WHERE ref = NEW.ref)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (family).');
END;

CREATE TRIGGER family_not_replaced_by_update BEFORE UPDATE ON family
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM family WHERE key = NEW.key AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM family WHERE ref = NEW.ref AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (family).');
END;

CREATE TRIGGER person_not_deleted BEFORE DELETE ON person
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (person).');
END;

CREATE TRIGGER person_not_replaced_by_insert BEFORE INSERT ON person
WHEN EXISTS (SELECT 1 FROM person WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM person WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM person WHERE ref = NEW.ref)
  OR EXISTS (SELECT 1 FROM person WHERE nhs_number = NEW.nhs_number)
  OR EXISTS (SELECT 1 FROM person WHERE la_child_id = NEW.la_child_id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (person).');
END;

CREATE TRIGGER person_not_replaced_by_update BEFORE UPDATE ON person
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM person WHERE key = NEW.key AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM person WHERE ref = NEW.ref AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM person WHERE nhs_number = NEW.nhs_number AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM person WHERE la_child_id = NEW.la_child_id AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (person).');
END;

CREATE TRIGGER family_member_not_deleted BEFORE DELETE ON family_member
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (family_member).');
END;

CREATE TRIGGER family_member_not_replaced_by_insert BEFORE INSERT ON family_member
WHEN EXISTS (SELECT 1 FROM family_member WHERE id = NEW.id)
  OR (NEW.ended_on IS NULL AND EXISTS (
      SELECT 1 FROM family_member
      WHERE family_id = NEW.family_id AND person_id = NEW.person_id AND ended_on IS NULL
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (family_member).');
END;

CREATE TRIGGER family_member_not_replaced_by_update BEFORE UPDATE ON family_member
WHEN NEW.id <> OLD.id
  OR (NEW.ended_on IS NULL AND EXISTS (
      SELECT 1 FROM family_member
      WHERE family_id = NEW.family_id AND person_id = NEW.person_id AND ended_on IS NULL AND id <> OLD.id
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (family_member).');
END;

CREATE TRIGGER allocation_not_deleted BEFORE DELETE ON allocation
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (allocation).');
END;

CREATE TRIGGER allocation_not_replaced_by_insert BEFORE INSERT ON allocation
WHEN EXISTS (SELECT 1 FROM allocation WHERE id = NEW.id)
  OR (NEW.ended_on IS NULL AND NEW.lead AND EXISTS (
      SELECT 1 FROM allocation
      WHERE family_id = NEW.family_id AND ended_on IS NULL AND lead
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (allocation).');
END;

CREATE TRIGGER allocation_not_replaced_by_update BEFORE UPDATE ON allocation
WHEN NEW.id <> OLD.id
  OR (NEW.ended_on IS NULL AND NEW.lead AND EXISTS (
      SELECT 1 FROM allocation
      WHERE family_id = NEW.family_id AND ended_on IS NULL AND lead AND id <> OLD.id
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (allocation).');
END;

CREATE TRIGGER upload_not_deleted BEFORE DELETE ON upload
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (upload).');
END;

CREATE TRIGGER upload_not_replaced_by_insert BEFORE INSERT ON upload
WHEN EXISTS (SELECT 1 FROM upload WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM upload WHERE key = NEW.key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (upload).');
END;

CREATE TRIGGER upload_not_replaced_by_update BEFORE UPDATE ON upload
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM upload WHERE key = NEW.key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (upload).');
END;

CREATE TRIGGER assessment_not_deleted BEFORE DELETE ON assessment
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (assessment).');
END;

CREATE TRIGGER assessment_not_replaced_by_insert BEFORE INSERT ON assessment
WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM assessment WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM assessment WHERE ref = NEW.ref)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (assessment).');
END;

CREATE TRIGGER assessment_not_replaced_by_update BEFORE UPDATE ON assessment
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM assessment WHERE key = NEW.key AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM assessment WHERE ref = NEW.ref AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (assessment).');
END;

CREATE TRIGGER revision_not_deleted BEFORE DELETE ON revision
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (revision).');
END;

CREATE TRIGGER revision_not_replaced_by_insert BEFORE INSERT ON revision
WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id)
  OR EXISTS (
      SELECT 1 FROM revision
      WHERE assessment_id = NEW.assessment_id AND kind = NEW.kind AND number = NEW.number
    )
  OR (NEW.state IN ('draft', 'submitted', 'returned') AND EXISTS (
      SELECT 1 FROM revision
      WHERE assessment_id = NEW.assessment_id AND kind = NEW.kind AND state IN ('draft', 'submitted', 'returned')
    ))
  OR (NEW.state = 'signed_off' AND NEW.kind = 'care' AND EXISTS (
      SELECT 1 FROM revision
      WHERE assessment_id = NEW.assessment_id AND state = 'signed_off' AND kind = 'care'
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (revision).');
END;

CREATE TRIGGER revision_not_replaced_by_update BEFORE UPDATE ON revision
WHEN NEW.id <> OLD.id
  OR EXISTS (
      SELECT 1 FROM revision
      WHERE assessment_id = NEW.assessment_id AND kind = NEW.kind AND number = NEW.number AND id <> OLD.id
    )
  OR (NEW.state IN ('draft', 'submitted', 'returned') AND EXISTS (
      SELECT 1 FROM revision
      WHERE assessment_id = NEW.assessment_id AND kind = NEW.kind AND state IN ('draft', 'submitted', 'returned')
        AND id <> OLD.id
    ))
  OR (NEW.state = 'signed_off' AND NEW.kind = 'care' AND EXISTS (
      SELECT 1 FROM revision
      WHERE assessment_id = NEW.assessment_id AND state = 'signed_off' AND kind = 'care' AND id <> OLD.id
    ))
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (revision).');
END;

CREATE TRIGGER profile_not_deleted BEFORE DELETE ON profile
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (profile).');
END;

CREATE TRIGGER profile_not_replaced_by_insert BEFORE INSERT ON profile
WHEN EXISTS (SELECT 1 FROM profile WHERE id = NEW.id)
  OR EXISTS (
      SELECT 1 FROM profile
      WHERE assessment_id = NEW.assessment_id AND kind = NEW.kind AND child_id IS NEW.child_id
      AND carer_id IS NEW.carer_id AND (kind <> 'household' OR household = NEW.household)
    )
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (profile).');
END;

CREATE TRIGGER profile_not_replaced_by_update BEFORE UPDATE ON profile
WHEN NEW.id <> OLD.id
  OR EXISTS (
      SELECT 1 FROM profile
      WHERE assessment_id = NEW.assessment_id AND kind = NEW.kind AND child_id IS NEW.child_id
      AND carer_id IS NEW.carer_id AND (kind <> 'household' OR household = NEW.household) AND id <> OLD.id
    )
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (profile).');
END;

CREATE TRIGGER participant_not_deleted BEFORE DELETE ON participant
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (participant).');
END;

CREATE TRIGGER participant_not_replaced_by_insert BEFORE INSERT ON participant
WHEN EXISTS (SELECT 1 FROM participant WHERE id = NEW.id)
  OR (NEW.part = 'lead' AND EXISTS (
      SELECT 1 FROM participant
      WHERE assessment_id = NEW.assessment_id AND part = 'lead'
    ))
  OR EXISTS (SELECT 1 FROM participant WHERE key = NEW.key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (participant).');
END;

CREATE TRIGGER participant_not_replaced_by_update BEFORE UPDATE ON participant
WHEN NEW.id <> OLD.id
  OR (NEW.part = 'lead' AND EXISTS (
      SELECT 1 FROM participant
      WHERE assessment_id = NEW.assessment_id AND part = 'lead' AND id <> OLD.id
    ))
  OR EXISTS (SELECT 1 FROM participant WHERE key = NEW.key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (participant).');
END;

CREATE TRIGGER delegation_not_deleted BEFORE DELETE ON delegation
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (delegation).');
END;

CREATE TRIGGER delegation_not_replaced_by_insert BEFORE INSERT ON delegation
WHEN EXISTS (SELECT 1 FROM delegation WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (delegation).');
END;

CREATE TRIGGER delegation_not_replaced_by_update BEFORE UPDATE ON delegation
WHEN NEW.id <> OLD.id
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (delegation).');
END;

CREATE TRIGGER family_link_not_deleted BEFORE DELETE ON family_link
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (family_link).');
END;

CREATE TRIGGER family_link_not_replaced_by_insert BEFORE INSERT ON family_link
WHEN EXISTS (SELECT 1 FROM family_link WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM family_link WHERE family_id = NEW.family_id AND other_id = NEW.other_id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (family_link).');
END;

CREATE TRIGGER family_link_not_replaced_by_update BEFORE UPDATE ON family_link
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM family_link WHERE family_id = NEW.family_id AND other_id = NEW.other_id AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (family_link).');
END;

CREATE TRIGGER wording_note_not_deleted BEFORE DELETE ON wording_note
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (wording_note).');
END;

CREATE TRIGGER wording_note_not_replaced_by_insert BEFORE INSERT ON wording_note
WHEN EXISTS (SELECT 1 FROM wording_note WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM wording_note WHERE key = NEW.key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (wording_note).');
END;

CREATE TRIGGER wording_note_not_replaced_by_update BEFORE UPDATE ON wording_note
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM wording_note WHERE key = NEW.key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (wording_note).');
END;

CREATE TRIGGER target_not_deleted BEFORE DELETE ON target
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (target).');
END;

CREATE TRIGGER target_not_replaced_by_insert BEFORE INSERT ON target
WHEN EXISTS (SELECT 1 FROM target WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM target WHERE key = NEW.key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (target).');
END;

CREATE TRIGGER target_not_replaced_by_update BEFORE UPDATE ON target
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM target WHERE key = NEW.key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (target).');
END;

CREATE TRIGGER plan_episode_not_deleted BEFORE DELETE ON plan_episode
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (plan_episode).');
END;

CREATE TRIGGER plan_episode_not_replaced_by_insert BEFORE INSERT ON plan_episode
WHEN EXISTS (SELECT 1 FROM plan_episode WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM plan_episode WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM plan_episode WHERE source = NEW.source AND source_key = NEW.source_key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (plan_episode).');
END;

CREATE TRIGGER plan_episode_not_replaced_by_update BEFORE UPDATE ON plan_episode
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM plan_episode WHERE key = NEW.key AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM plan_episode WHERE source = NEW.source AND source_key = NEW.source_key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (plan_episode).');
END;

CREATE TRIGGER referral_not_deleted BEFORE DELETE ON referral
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (referral).');
END;

CREATE TRIGGER referral_not_replaced_by_insert BEFORE INSERT ON referral
WHEN EXISTS (SELECT 1 FROM referral WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM referral WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM referral WHERE source = NEW.source AND source_key = NEW.source_key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (referral).');
END;

CREATE TRIGGER referral_not_replaced_by_update BEFORE UPDATE ON referral
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM referral WHERE key = NEW.key AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM referral WHERE source = NEW.source AND source_key = NEW.source_key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (referral).');
END;

CREATE TRIGGER support_not_deleted BEFORE DELETE ON support
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (support).');
END;

CREATE TRIGGER support_not_replaced_by_insert BEFORE INSERT ON support
WHEN EXISTS (SELECT 1 FROM support WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM support WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM support WHERE source = NEW.source AND source_key = NEW.source_key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (support).');
END;

CREATE TRIGGER support_not_replaced_by_update BEFORE UPDATE ON support
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM support WHERE key = NEW.key AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM support WHERE source = NEW.source AND source_key = NEW.source_key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (support).');
END;

CREATE TRIGGER event_not_deleted BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (event).');
END;

CREATE TRIGGER event_not_replaced_by_insert BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM event WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM event WHERE source = NEW.source AND source_key = NEW.source_key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (event).');
END;

CREATE TRIGGER event_not_replaced_by_update BEFORE UPDATE ON event
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM event WHERE key = NEW.key AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM event WHERE source = NEW.source AND source_key = NEW.source_key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (event).');
END;

CREATE TRIGGER action_not_deleted BEFORE DELETE ON action
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (action).');
END;

CREATE TRIGGER action_not_replaced_by_insert BEFORE INSERT ON action
WHEN EXISTS (SELECT 1 FROM action WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM action WHERE key = NEW.key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (action).');
END;

CREATE TRIGGER action_not_replaced_by_update BEFORE UPDATE ON action
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM action WHERE key = NEW.key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (action).');
END;

CREATE TRIGGER challenge_not_deleted BEFORE DELETE ON challenge
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (challenge).');
END;

CREATE TRIGGER challenge_not_replaced_by_insert BEFORE INSERT ON challenge
WHEN EXISTS (SELECT 1 FROM challenge WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM challenge WHERE key = NEW.key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (challenge).');
END;

CREATE TRIGGER challenge_not_replaced_by_update BEFORE UPDATE ON challenge
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM challenge WHERE key = NEW.key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (challenge).');
END;

CREATE TRIGGER sample_not_deleted BEFORE DELETE ON sample
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (sample).');
END;

CREATE TRIGGER sample_not_replaced_by_insert BEFORE INSERT ON sample
WHEN EXISTS (SELECT 1 FROM sample WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM sample WHERE key = NEW.key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (sample).');
END;

CREATE TRIGGER sample_not_replaced_by_update BEFORE UPDATE ON sample
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM sample WHERE key = NEW.key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (sample).');
END;

CREATE TRIGGER sample_auditor_not_deleted BEFORE DELETE ON sample_auditor
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (sample_auditor).');
END;

CREATE TRIGGER sample_auditor_not_replaced_by_insert BEFORE INSERT ON sample_auditor
WHEN EXISTS (SELECT 1 FROM sample_auditor WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM sample_auditor WHERE sample_id = NEW.sample_id AND user_id = NEW.user_id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (sample_auditor).');
END;

CREATE TRIGGER sample_auditor_not_replaced_by_update BEFORE UPDATE ON sample_auditor
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM sample_auditor WHERE sample_id = NEW.sample_id AND user_id = NEW.user_id AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (sample_auditor).');
END;

CREATE TRIGGER sample_family_not_deleted BEFORE DELETE ON sample_family
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (sample_family).');
END;

CREATE TRIGGER sample_family_not_replaced_by_insert BEFORE INSERT ON sample_family
WHEN EXISTS (SELECT 1 FROM sample_family WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM sample_family WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM sample_family WHERE sample_id = NEW.sample_id AND family_id = NEW.family_id)
  OR EXISTS (SELECT 1 FROM sample_family WHERE sample_id = NEW.sample_id AND place = NEW.place)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (sample_family).');
END;

CREATE TRIGGER sample_family_not_replaced_by_update BEFORE UPDATE ON sample_family
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM sample_family WHERE key = NEW.key AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM sample_family WHERE sample_id = NEW.sample_id AND family_id = NEW.family_id AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM sample_family WHERE sample_id = NEW.sample_id AND place = NEW.place AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (sample_family).');
END;

CREATE TRIGGER audit_not_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (audit).');
END;

CREATE TRIGGER audit_not_replaced_by_insert BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM audit WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM audit WHERE sample_family_id = NEW.sample_family_id AND by_id = NEW.by_id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (audit).');
END;

CREATE TRIGGER audit_not_replaced_by_update BEFORE UPDATE ON audit
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM audit WHERE key = NEW.key AND id <> OLD.id)
  OR EXISTS (SELECT 1 FROM audit WHERE sample_family_id = NEW.sample_family_id AND by_id = NEW.by_id AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (audit).');
END;

CREATE TRIGGER break_glass_not_deleted BEFORE DELETE ON break_glass
BEGIN
  SELECT RAISE(ABORT, 'Nothing is deleted here: end, close or correct the record instead (break_glass).');
END;

CREATE TRIGGER break_glass_not_replaced_by_insert BEFORE INSERT ON break_glass
WHEN EXISTS (SELECT 1 FROM break_glass WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM break_glass WHERE key = NEW.key)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (break_glass).');
END;

CREATE TRIGGER break_glass_not_replaced_by_update BEFORE UPDATE ON break_glass
WHEN NEW.id <> OLD.id
  OR EXISTS (SELECT 1 FROM break_glass WHERE key = NEW.key AND id <> OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'Nothing is replaced here: there is already such a record (break_glass).');
END;
