-- Only an empty recording, as taken in and under no hold, is applied for; by the person that the account belongs to.
CREATE TRIGGER deletion_requests_rules BEFORE INSERT ON deletion_requests BEGIN
	SELECT RAISE(ABORT, 'deletion: not empty') WHERE coalesce(json_extract(NEW.evidence, '$.verdict'), '') NOT IN ('empty', 'no-speech');
	SELECT RAISE(ABORT, 'deletion: not the recording that was taken in') WHERE NOT EXISTS (SELECT 1 FROM recordings r WHERE r.id = NEW.recording_id AND r.custody = 'kept' AND r.sha256 = json_extract(NEW.evidence, '$.sha256') AND r.bytes = json_extract(NEW.evidence, '$.bytes'));
	SELECT RAISE(ABORT, 'deletion: under a hold') WHERE EXISTS (SELECT 1 FROM standing_holds h WHERE h.recording_id = NEW.recording_id);
	SELECT RAISE(ABORT, 'deletion: not the requester''s person') WHERE NEW.requested_person <> coalesce((SELECT l.person_id FROM account_links l WHERE l.user_id = NEW.requested_by), NEW.requested_by);
END;
--> statement-breakpoint
-- Steps follow one another; an approval is another person's, of the very thing applied for, and under no hold.
CREATE TRIGGER deletion_steps_rules BEFORE INSERT ON deletion_steps BEGIN
	SELECT RAISE(ABORT, 'deletion: ended already') WHERE EXISTS (SELECT 1 FROM deletion_steps s WHERE s.request_id = NEW.request_id AND s.step <> 'approved');
	SELECT RAISE(ABORT, 'deletion: decided already') WHERE NEW.step IN ('approved', 'rejected', 'withdrawn') AND EXISTS (SELECT 1 FROM deletion_steps s WHERE s.request_id = NEW.request_id);
	SELECT RAISE(ABORT, 'deletion: not approved') WHERE NEW.step IN ('restored', 'purged') AND NOT EXISTS (SELECT 1 FROM deletion_steps s WHERE s.request_id = NEW.request_id AND s.step = 'approved');
	SELECT RAISE(ABORT, 'deletion: not what was applied for') WHERE NEW.step IN ('approved', 'purged') AND NOT EXISTS (SELECT 1 FROM deletion_requests q WHERE q.id = NEW.request_id AND q.evidence = NEW.evidence);
	SELECT RAISE(ABORT, 'deletion: under a hold') WHERE NEW.step IN ('approved', 'purged') AND EXISTS (SELECT 1 FROM deletion_requests q JOIN standing_holds h ON h.recording_id = q.recording_id WHERE q.id = NEW.request_id);
	SELECT RAISE(ABORT, 'deletion: no tombstone') WHERE NEW.step = 'purged' AND NOT EXISTS (SELECT 1 FROM tombstones t WHERE t.request_id = NEW.request_id);
	SELECT RAISE(ABORT, 'deletion: same person') WHERE NEW.step IN ('approved', 'rejected') AND EXISTS (SELECT 1 FROM deletion_requests q WHERE q.id = NEW.request_id AND coalesce((SELECT l.person_id FROM account_links l WHERE l.user_id = q.requested_by), q.requested_by) = coalesce((SELECT l.person_id FROM account_links l WHERE l.user_id = NEW.by_id), NEW.by_id));
	SELECT RAISE(ABORT, 'deletion: not the decider''s person') WHERE NEW.step IN ('approved', 'rejected') AND NEW.by_person <> coalesce((SELECT l.person_id FROM account_links l WHERE l.user_id = NEW.by_id), NEW.by_id);
	-- Where the day lies in the hand-over whatever the centre's zone.
	SELECT RAISE(ABORT, 'deletion: requester''s deputy') WHERE NEW.step = 'approved' AND EXISTS (SELECT 1 FROM deletion_requests q JOIN hand_overs h ON h.user_id = q.requested_by AND h.deputy_id = NEW.by_id AND h.ended_at IS NULL WHERE q.id = NEW.request_id AND h.first_day <= CAST(strftime('%Y%m%d', NEW.at / 1000 - 50400, 'unixepoch') AS INTEGER) AND h.last_day >= CAST(strftime('%Y%m%d', NEW.at / 1000 + 50400, 'unixepoch') AS INTEGER));
END;
--> statement-breakpoint
-- A tombstone stands for an approved application whose quarantine is over, and holds the bytes that were taken in.
CREATE TRIGGER tombstones_rules BEFORE INSERT ON tombstones BEGIN
	SELECT RAISE(ABORT, 'tombstone: not approved') WHERE NOT EXISTS (SELECT 1 FROM deletion_steps s JOIN deletion_requests q ON q.id = s.request_id WHERE s.request_id = NEW.request_id AND s.step = 'approved' AND q.recording_id = NEW.recording_id) OR EXISTS (SELECT 1 FROM deletion_steps s WHERE s.request_id = NEW.request_id AND s.step <> 'approved');
	SELECT RAISE(ABORT, 'tombstone: quarantine not over') WHERE NOT EXISTS (SELECT 1 FROM open_deletion_requests o WHERE o.request_id = NEW.request_id AND o.purge_after <= NEW.at);
	SELECT RAISE(ABORT, 'tombstone: not the recording') WHERE NOT EXISTS (SELECT 1 FROM recordings r WHERE r.id = NEW.recording_id AND r.custody = 'quarantined' AND r.sha256 = NEW.sha256 AND r.bytes = NEW.bytes);
	SELECT RAISE(ABORT, 'tombstone: under a hold') WHERE EXISTS (SELECT 1 FROM standing_holds h WHERE h.recording_id = NEW.recording_id);
END;
--> statement-breakpoint
CREATE TRIGGER recordings_custody_rules BEFORE UPDATE OF custody ON recordings WHEN NEW.custody <> OLD.custody BEGIN
	SELECT RAISE(ABORT, 'custody: purged for ever') WHERE OLD.custody = 'purged';
	SELECT RAISE(ABORT, 'custody: no tombstone') WHERE NEW.custody = 'purged' AND NOT EXISTS (SELECT 1 FROM tombstones t WHERE t.recording_id = NEW.id);
	SELECT RAISE(ABORT, 'custody: no approved application') WHERE NEW.custody = 'quarantined' AND NOT EXISTS (SELECT 1 FROM open_deletion_requests o JOIN deletion_steps s ON s.request_id = o.request_id AND s.step = 'approved' WHERE o.recording_id = NEW.id AND o.purge_after IS NOT NULL);
END;
