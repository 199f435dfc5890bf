PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`draw_id` text NOT NULL,
	`recording_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`reviewer_id` text NOT NULL,
	`kind` text DEFAULT 'spot-check' NOT NULL,
	`unit_id` text,
	`call_day` integer,
	`stratum` text DEFAULT 'any' NOT NULL,
	`rank` integer NOT NULL,
	`round` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`draw_id`) REFERENCES `draws`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_assignments`("id", "draw_id", "recording_id", "agent_id", "reviewer_id", "kind", "unit_id", "call_day", "stratum", "rank", "round", "due_at", "created_at") SELECT "id", "draw_id", "recording_id", "agent_id", "reviewer_id", "kind", "unit_id", "call_day", "stratum", "rank", "round", "due_at", "created_at" FROM `assignments`;--> statement-breakpoint
DROP TABLE `assignments`;--> statement-breakpoint
ALTER TABLE `__new_assignments` RENAME TO `assignments`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `assignments_draw` ON `assignments` (`draw_id`,`reviewer_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_once` ON `assignments` (`recording_id`,`kind`);--> statement-breakpoint
CREATE INDEX `assignments_due` ON `assignments` (`due_at`);--> statement-breakpoint
DROP INDEX `recordings_day`;--> statement-breakpoint
CREATE INDEX `recordings_day` ON `recordings` (`business_day`,`agent_id`,`team_id`,`department_id`,`verdict`,`current`,`id`,`duration_ms`,`direction`,`kind`,`queue`,`started_at`,`custody`);--> statement-breakpoint
DROP TRIGGER draws_no_update;
--> statement-breakpoint
-- Draws of earlier editions: their tasks alone told when they were due.
UPDATE draws SET due_at = (SELECT max(due_at) FROM assignments WHERE assignments.draw_id = draws.id) WHERE due_at IS NULL;
--> statement-breakpoint
CREATE TRIGGER draws_no_update BEFORE UPDATE ON draws BEGIN SELECT RAISE(ABORT, 'append-only: draws'); END;
--> statement-breakpoint
CREATE INDEX `draws_due` ON `draws` (`due_at`,`id`);