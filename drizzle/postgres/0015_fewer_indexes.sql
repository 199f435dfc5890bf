DROP INDEX "recordings_state_time";--> statement-breakpoint
DROP INDEX "assignments_day";--> statement-breakpoint
CREATE INDEX "draws_kind" ON "draws" USING btree ("kind","period");--> statement-breakpoint
-- Room for a row's next version on its own page: with the index of its state gone, no index is written when it is drawn or reviewed.
ALTER TABLE "recordings" SET (fillfactor = 90);
