CREATE TABLE `calendar_days` (
	`day` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `greeting_periods` (
	`id` text PRIMARY KEY NOT NULL,
	`first_day` integer NOT NULL,
	`last_day` integer NOT NULL,
	`greeting` text NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `greeting_periods_days` ON `greeting_periods` (`first_day`,`last_day`);--> statement-breakpoint
CREATE TABLE `roster_days` (
	`user_id` text NOT NULL,
	`day` integer NOT NULL,
	`shift` text NOT NULL,
	PRIMARY KEY(`user_id`, `day`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `roster_days_day` ON `roster_days` (`day`);--> statement-breakpoint
CREATE TABLE `entrustments` (
	`id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`user_id` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `entrustments_recording` ON `entrustments` (`recording_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `draw_commitments` (
	`plan_id` text NOT NULL,
	`period` integer NOT NULL,
	`plan_version_id` text NOT NULL,
	`seed_sha256` text NOT NULL,
	`committed_at` integer NOT NULL,
	`committed_by` text NOT NULL,
	PRIMARY KEY(`plan_id`, `period`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_version_id`) REFERENCES `plan_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `excuses` (
	`missed_duty_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`words` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`missed_duty_id`) REFERENCES `missed_duties`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `hand_overs` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`deputy_id` text NOT NULL,
	`first_day` integer NOT NULL,
	`last_day` integer NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "hand_overs_other" CHECK("hand_overs"."user_id" <> "hand_overs"."deputy_id")
);
--> statement-breakpoint
CREATE INDEX `hand_overs_user` ON `hand_overs` (`user_id`,`last_day`);--> statement-breakpoint
CREATE INDEX `hand_overs_deputy` ON `hand_overs` (`deputy_id`,`last_day`);--> statement-breakpoint
CREATE TABLE `missed_duties` (
	`id` text PRIMARY KEY NOT NULL,
	`draw_id` text NOT NULL,
	`reviewer_id` text NOT NULL,
	`tasks` integer NOT NULL,
	`of_tasks` integer NOT NULL,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`draw_id`) REFERENCES `draws`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `missed_duties_draw` ON `missed_duties` (`draw_id`,`reviewer_id`);--> statement-breakpoint
CREATE INDEX `missed_duties_reviewer` ON `missed_duties` (`reviewer_id`,`at`);--> statement-breakpoint
CREATE INDEX `missed_duties_at` ON `missed_duties` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `overdue_tasks` (
	`assignment_id` text PRIMARY KEY NOT NULL,
	`reviewer_id` text NOT NULL,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `overdue_tasks_reviewer` ON `overdue_tasks` (`reviewer_id`,`at`);--> statement-breakpoint
CREATE TABLE `reassignments` (
	`id` text PRIMARY KEY NOT NULL,
	`assignment_id` text NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reassignments_assignment` ON `reassignments` (`assignment_id`);--> statement-breakpoint
CREATE TABLE `replacements` (
	`assignment_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`words` text NOT NULL,
	`replaced_by` text NOT NULL,
	`at` integer NOT NULL,
	`substitute_id` text,
	`skipped` text NOT NULL,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaced_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`substitute_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `replacements_by` ON `replacements` (`replaced_by`,`at`);--> statement-breakpoint
CREATE UNIQUE INDEX `replacements_substitute` ON `replacements` (`substitute_id`);--> statement-breakpoint
CREATE TABLE `top_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`draw_id` text NOT NULL,
	`round` integer NOT NULL,
	`candidates_sha256` text NOT NULL,
	`candidate_count` integer NOT NULL,
	`candidates` text NOT NULL,
	`shares` text NOT NULL,
	`made_at` integer NOT NULL,
	`made_by` text NOT NULL,
	FOREIGN KEY (`draw_id`) REFERENCES `draws`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `top_ups_round` ON `top_ups` (`draw_id`,`round`);--> statement-breakpoint
DROP INDEX `recordings_day`;--> statement-breakpoint
CREATE INDEX `recordings_day` ON `recordings` (`business_day`,`agent_id`,`id`,`team_id`,`department_id`,`duration_ms`,`verdict`,`current`,`direction`,`kind`,`queue`,`started_at`);--> statement-breakpoint
DROP INDEX `self_checks_once`;--> statement-breakpoint
ALTER TABLE `self_checks` ADD `checker_id` text REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `self_checks` ADD `assignment_id` text REFERENCES assignments(id);--> statement-breakpoint
ALTER TABLE `self_checks` ADD `problem` text;--> statement-breakpoint
ALTER TABLE `self_checks` ADD `call_started_at` integer;--> statement-breakpoint
ALTER TABLE `self_checks` ADD `spent_ms` integer;--> statement-breakpoint
ALTER TABLE `self_checks` ADD `covered_permille` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `self_checks_assignment` ON `self_checks` (`assignment_id`);--> statement-breakpoint
CREATE INDEX `self_checks_checker` ON `self_checks` (`checker_id`,`at`);--> statement-breakpoint
CREATE INDEX `self_checks_call_time` ON `self_checks` (`call_started_at`,`recording_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `self_checks_once` ON `self_checks` (`recording_id`,`agent_id`,`checker_id`);--> statement-breakpoint
ALTER TABLE `notifications` ADD `once` text;--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`user_id`,`once`);--> statement-breakpoint
ALTER TABLE `reviews` ADD `covered_permille` integer;--> statement-breakpoint
CREATE INDEX `reviews_call_time` ON `reviews` (`call_started_at`,`recording_id`);--> statement-breakpoint
ALTER TABLE `assignments` ADD `kind` text DEFAULT 'spot-check' NOT NULL;--> statement-breakpoint
ALTER TABLE `assignments` ADD `unit_id` text;--> statement-breakpoint
ALTER TABLE `assignments` ADD `call_day` integer;--> statement-breakpoint
ALTER TABLE `assignments` ADD `stratum` text DEFAULT 'any' NOT NULL;--> statement-breakpoint
ALTER TABLE `assignments` ADD `round` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_kind` ON `assignments` (`kind`,`recording_id`);--> statement-breakpoint
CREATE INDEX `assignments_day` ON `assignments` (`kind`,`call_day`,`recording_id`);--> statement-breakpoint
CREATE INDEX `assignments_agent` ON `assignments` (`agent_id`,`due_at`);--> statement-breakpoint
CREATE INDEX `assignments_due` ON `assignments` (`due_at`);--> statement-breakpoint
ALTER TABLE `draws` ADD `kind` text DEFAULT 'spot-check' NOT NULL;--> statement-breakpoint
ALTER TABLE `draws` ADD `last_day` integer;--> statement-breakpoint
ALTER TABLE `draws` ADD `scheduled_at` integer;--> statement-breakpoint
ALTER TABLE `draws` ADD `due_at` integer;