DROP INDEX "assignments_kind";--> statement-breakpoint
DROP INDEX "assignments_recording";--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_once" ON "assignments" USING btree ("recording_id","kind");