ALTER TABLE "scrubs" ADD COLUMN "begun_by" text DEFAULT 'system:scheduler' NOT NULL;--> statement-breakpoint
CREATE INDEX "recordings_playback_sha256" ON "recordings" USING btree ("playback_sha256");--> statement-breakpoint
CREATE INDEX "recordings_peaks_sha256" ON "recordings" USING btree ("peaks_sha256");