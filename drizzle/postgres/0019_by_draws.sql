ALTER TABLE "assignments" DROP CONSTRAINT "assignments_recording_id_recordings_id_fk";
--> statement-breakpoint
DROP INDEX "assignments_reviewer";--> statement-breakpoint
DROP INDEX "recordings_day";--> statement-breakpoint
DROP INDEX "assignments_draw";--> statement-breakpoint
DROP TRIGGER draws_append_only ON draws;
--> statement-breakpoint
-- Draws of earlier editions: their tasks alone told when they were due.
UPDATE draws SET due_at = (SELECT max(due_at) FROM assignments WHERE assignments.draw_id = draws.id) WHERE due_at IS NULL;
--> statement-breakpoint
CREATE TRIGGER draws_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON draws FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE INDEX "draws_due" ON "draws" USING btree ("due_at","id");--> statement-breakpoint
CREATE INDEX "recordings_day" ON "recordings" USING btree ("business_day","agent_id","team_id","department_id","verdict","current","id","duration_ms","direction","kind","queue","started_at","custody");--> statement-breakpoint
CREATE INDEX "assignments_draw" ON "assignments" USING btree ("draw_id","reviewer_id");