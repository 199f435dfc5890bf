ALTER TABLE `scrubs` ADD `begun_by` text DEFAULT 'system:scheduler' NOT NULL;--> statement-breakpoint
CREATE INDEX `recordings_playback_sha256` ON `recordings` (`playback_sha256`);--> statement-breakpoint
CREATE INDEX `recordings_peaks_sha256` ON `recordings` (`peaks_sha256`);