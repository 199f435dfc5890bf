DROP INDEX `assignments_kind`;--> statement-breakpoint
DROP INDEX `assignments_recording`;--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_once` ON `assignments` (`recording_id`,`kind`);