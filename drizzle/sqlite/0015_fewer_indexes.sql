DROP INDEX `recordings_state_time`;--> statement-breakpoint
DROP INDEX `assignments_day`;--> statement-breakpoint
CREATE INDEX `draws_kind` ON `draws` (`kind`,`period`);