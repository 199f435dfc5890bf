-- The new facts are never changed or removed either.
CREATE TRIGGER draw_commitments_no_update BEFORE UPDATE ON draw_commitments BEGIN SELECT RAISE(ABORT, 'append-only: draw_commitments'); END;
--> statement-breakpoint
CREATE TRIGGER draw_commitments_no_delete BEFORE DELETE ON draw_commitments BEGIN SELECT RAISE(ABORT, 'append-only: draw_commitments'); END;
--> statement-breakpoint
CREATE TRIGGER top_ups_no_update BEFORE UPDATE ON top_ups BEGIN SELECT RAISE(ABORT, 'append-only: top_ups'); END;
--> statement-breakpoint
CREATE TRIGGER top_ups_no_delete BEFORE DELETE ON top_ups BEGIN SELECT RAISE(ABORT, 'append-only: top_ups'); END;
--> statement-breakpoint
CREATE TRIGGER replacements_no_update BEFORE UPDATE ON replacements BEGIN SELECT RAISE(ABORT, 'append-only: replacements'); END;
--> statement-breakpoint
CREATE TRIGGER replacements_no_delete BEFORE DELETE ON replacements BEGIN SELECT RAISE(ABORT, 'append-only: replacements'); END;
--> statement-breakpoint
CREATE TRIGGER reassignments_no_update BEFORE UPDATE ON reassignments BEGIN SELECT RAISE(ABORT, 'append-only: reassignments'); END;
--> statement-breakpoint
CREATE TRIGGER reassignments_no_delete BEFORE DELETE ON reassignments BEGIN SELECT RAISE(ABORT, 'append-only: reassignments'); END;
--> statement-breakpoint
CREATE TRIGGER overdue_tasks_no_update BEFORE UPDATE ON overdue_tasks BEGIN SELECT RAISE(ABORT, 'append-only: overdue_tasks'); END;
--> statement-breakpoint
CREATE TRIGGER overdue_tasks_no_delete BEFORE DELETE ON overdue_tasks BEGIN SELECT RAISE(ABORT, 'append-only: overdue_tasks'); END;
--> statement-breakpoint
CREATE TRIGGER missed_duties_no_update BEFORE UPDATE ON missed_duties BEGIN SELECT RAISE(ABORT, 'append-only: missed_duties'); END;
--> statement-breakpoint
CREATE TRIGGER missed_duties_no_delete BEFORE DELETE ON missed_duties BEGIN SELECT RAISE(ABORT, 'append-only: missed_duties'); END;
--> statement-breakpoint
CREATE TRIGGER excuses_no_update BEFORE UPDATE ON excuses BEGIN SELECT RAISE(ABORT, 'append-only: excuses'); END;
--> statement-breakpoint
CREATE TRIGGER excuses_no_delete BEFORE DELETE ON excuses BEGIN SELECT RAISE(ABORT, 'append-only: excuses'); END;
--> statement-breakpoint
-- What earlier rows mean in the new columns.
UPDATE assignments SET call_day = (SELECT business_day FROM recordings WHERE recordings.id = assignments.recording_id);
--> statement-breakpoint
DROP TRIGGER self_checks_no_update;
--> statement-breakpoint
UPDATE self_checks SET checker_id = agent_id, call_started_at = (SELECT started_at FROM recordings WHERE recordings.id = self_checks.recording_id);
--> statement-breakpoint
CREATE TRIGGER self_checks_no_update BEFORE UPDATE ON self_checks BEGIN SELECT RAISE(ABORT, 'append-only: self_checks'); END;
