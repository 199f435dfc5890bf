-- The account that stands for the person of an account.
CREATE FUNCTION person_of(account uuid) RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT coalesce((SELECT l.person_id FROM account_links l WHERE l.user_id = account), account) $$;
--> statement-breakpoint
-- Only an empty recording, as taken in and under no hold, is applied for; by the person that the account belongs to.
CREATE FUNCTION deletion_requests_rules() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF coalesce(NEW.evidence ->> 'verdict', '') NOT IN ('empty', 'no-speech') THEN RAISE EXCEPTION 'deletion: not empty'; END IF;
	IF NOT EXISTS (SELECT 1 FROM recordings r WHERE r.id = NEW.recording_id AND r.custody = 'kept' AND r.sha256 = NEW.evidence ->> 'sha256' AND r.bytes = (NEW.evidence ->> 'bytes')::bigint) THEN RAISE EXCEPTION 'deletion: not the recording that was taken in'; END IF;
	IF EXISTS (SELECT 1 FROM standing_holds h WHERE h.recording_id = NEW.recording_id) THEN RAISE EXCEPTION 'deletion: under a hold'; END IF;
	IF NEW.requested_person <> person_of(NEW.requested_by) THEN RAISE EXCEPTION 'deletion: not the requester''s person'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER deletion_requests_rules BEFORE INSERT ON deletion_requests FOR EACH ROW EXECUTE FUNCTION deletion_requests_rules();
--> statement-breakpoint
-- Steps follow one another; an approval is another person's, of the very thing applied for, and under no hold.
CREATE FUNCTION deletion_steps_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE q deletion_requests%ROWTYPE;
BEGIN
	SELECT * INTO q FROM deletion_requests WHERE id = NEW.request_id;
	IF EXISTS (SELECT 1 FROM deletion_steps s WHERE s.request_id = NEW.request_id AND s.step <> 'approved') THEN RAISE EXCEPTION 'deletion: ended already'; END IF;
	IF NEW.step IN ('approved', 'rejected', 'withdrawn') AND EXISTS (SELECT 1 FROM deletion_steps s WHERE s.request_id = NEW.request_id) THEN RAISE EXCEPTION 'deletion: decided already'; END IF;
	IF NEW.step IN ('restored', 'purged') AND NOT EXISTS (SELECT 1 FROM deletion_steps s WHERE s.request_id = NEW.request_id AND s.step = 'approved') THEN RAISE EXCEPTION 'deletion: not approved'; END IF;
	IF NEW.step IN ('approved', 'purged') AND q.evidence IS DISTINCT FROM NEW.evidence THEN RAISE EXCEPTION 'deletion: not what was applied for'; END IF;
	IF NEW.step IN ('approved', 'purged') AND EXISTS (SELECT 1 FROM standing_holds h WHERE h.recording_id = q.recording_id) THEN RAISE EXCEPTION 'deletion: under a hold'; END IF;
	IF NEW.step = 'purged' AND NOT EXISTS (SELECT 1 FROM tombstones t WHERE t.request_id = NEW.request_id) THEN RAISE EXCEPTION 'deletion: no tombstone'; END IF;
	IF NEW.step IN ('approved', 'rejected') AND person_of(q.requested_by) = person_of(NEW.by_id) THEN RAISE EXCEPTION 'deletion: same person'; END IF;
	IF NEW.step IN ('approved', 'rejected') AND NEW.by_person <> person_of(NEW.by_id) THEN RAISE EXCEPTION 'deletion: not the decider''s person'; END IF;
	-- Where the day lies in the hand-over whatever the centre's zone.
	IF NEW.step = 'approved' AND EXISTS (SELECT 1 FROM hand_overs h WHERE h.user_id = q.requested_by AND h.deputy_id = NEW.by_id AND h.ended_at IS NULL
		AND h.first_day <= to_char(NEW.at AT TIME ZONE 'UTC' - interval '14 hours', 'YYYYMMDD')::int
		AND h.last_day >= to_char(NEW.at AT TIME ZONE 'UTC' + interval '14 hours', 'YYYYMMDD')::int) THEN RAISE EXCEPTION 'deletion: requester''s deputy'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER deletion_steps_rules BEFORE INSERT ON deletion_steps FOR EACH ROW EXECUTE FUNCTION deletion_steps_rules();
--> statement-breakpoint
-- A tombstone stands for an approved application whose quarantine is over, and holds the bytes that were taken in.
CREATE FUNCTION tombstones_rules() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF NOT EXISTS (SELECT 1 FROM deletion_steps s JOIN deletion_requests q ON q.id = s.request_id WHERE s.request_id = NEW.request_id AND s.step = 'approved' AND q.recording_id = NEW.recording_id)
		OR EXISTS (SELECT 1 FROM deletion_steps s WHERE s.request_id = NEW.request_id AND s.step <> 'approved') THEN RAISE EXCEPTION 'tombstone: not approved'; END IF;
	IF NOT EXISTS (SELECT 1 FROM open_deletion_requests o WHERE o.request_id = NEW.request_id AND o.purge_after <= NEW.at) THEN RAISE EXCEPTION 'tombstone: quarantine not over'; END IF;
	IF NOT EXISTS (SELECT 1 FROM recordings r WHERE r.id = NEW.recording_id AND r.custody = 'quarantined' AND r.sha256 = NEW.sha256 AND r.bytes = NEW.bytes) THEN RAISE EXCEPTION 'tombstone: not the recording'; END IF;
	IF EXISTS (SELECT 1 FROM standing_holds h WHERE h.recording_id = NEW.recording_id) THEN RAISE EXCEPTION 'tombstone: under a hold'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER tombstones_rules BEFORE INSERT ON tombstones FOR EACH ROW EXECUTE FUNCTION tombstones_rules();
--> statement-breakpoint
CREATE FUNCTION recordings_custody_rules() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF OLD.custody = 'purged' THEN RAISE EXCEPTION 'custody: purged for ever'; END IF;
	IF NEW.custody = 'purged' AND NOT EXISTS (SELECT 1 FROM tombstones t WHERE t.recording_id = NEW.id) THEN RAISE EXCEPTION 'custody: no tombstone'; END IF;
	IF NEW.custody = 'quarantined' AND NOT EXISTS (SELECT 1 FROM open_deletion_requests o JOIN deletion_steps s ON s.request_id = o.request_id AND s.step = 'approved' WHERE o.recording_id = NEW.id AND o.purge_after IS NOT NULL) THEN RAISE EXCEPTION 'custody: no approved application'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER recordings_custody_rules BEFORE UPDATE OF custody ON recordings FOR EACH ROW WHEN (NEW.custody <> OLD.custody) EXECUTE FUNCTION recordings_custody_rules();
