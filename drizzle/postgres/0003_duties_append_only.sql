-- The new facts are never changed or removed either.
CREATE TRIGGER draw_commitments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON draw_commitments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER top_ups_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON top_ups FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER replacements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON replacements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER reassignments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reassignments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER overdue_tasks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON overdue_tasks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER missed_duties_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON missed_duties FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER excuses_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON excuses FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What earlier rows mean in the new columns.
UPDATE assignments SET call_day = (SELECT business_day FROM recordings WHERE recordings.id = assignments.recording_id);
--> statement-breakpoint
DROP TRIGGER self_checks_append_only ON self_checks;
--> statement-breakpoint
UPDATE self_checks SET checker_id = agent_id, call_started_at = (SELECT started_at FROM recordings WHERE recordings.id = self_checks.recording_id);
--> statement-breakpoint
CREATE TRIGGER self_checks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON self_checks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
