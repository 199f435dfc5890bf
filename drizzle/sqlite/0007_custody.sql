CREATE TABLE `audit_checkpoints` (
	`seq` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`at` integer NOT NULL,
	`note` text NOT NULL,
	`signature` text NOT NULL,
	`key_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_words` (
	`seq` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`words` text,
	FOREIGN KEY (`seq`) REFERENCES `audit_entries`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `checkpoint_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`place` text NOT NULL,
	`at` integer NOT NULL,
	`fault` text,
	FOREIGN KEY (`seq`) REFERENCES `audit_checkpoints`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `checkpoint_deliveries_place` ON `checkpoint_deliveries` (`place`,`seq`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recovery_codes_user` ON `recovery_codes` (`user_id`);--> statement-breakpoint
CREATE TABLE `totp_keys` (
	`user_id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`last_step` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `backup_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer NOT NULL,
	`ok` integer NOT NULL,
	`facts` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `backup_runs_time` ON `backup_runs` (`started_at`);--> statement-breakpoint
CREATE TABLE `scrub_findings` (
	`id` text PRIMARY KEY NOT NULL,
	`scrub_id` text NOT NULL,
	`fault` text NOT NULL,
	`name` text NOT NULL,
	`recording_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`scrub_id`) REFERENCES `scrubs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scrub_findings_scrub` ON `scrub_findings` (`scrub_id`,`id`);--> statement-breakpoint
CREATE TABLE `scrubs` (
	`id` text PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`sample_share` integer NOT NULL,
	`cursor` text NOT NULL,
	`files` integer NOT NULL,
	`bytes` integer NOT NULL,
	`worked_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `scrubs_time` ON `scrubs` (`started_at`);--> statement-breakpoint
CREATE TABLE `deletion_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_person` text NOT NULL,
	`reason` text NOT NULL,
	`evidence` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requested_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requested_person`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deletion_requests_time` ON `deletion_requests` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `deletion_requests_recording` ON `deletion_requests` (`recording_id`);--> statement-breakpoint
CREATE INDEX `deletion_requests_by` ON `deletion_requests` (`requested_by`,`at`);--> statement-breakpoint
CREATE UNIQUE INDEX `deletion_requests_person` ON `deletion_requests` (`id`,`requested_person`);--> statement-breakpoint
CREATE TABLE `deletion_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`requested_person` text NOT NULL,
	`step` text NOT NULL,
	`by_id` text,
	`by_person` text,
	`reason` text NOT NULL,
	`evidence` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`,`requested_person`) REFERENCES `deletion_requests`(`id`,`requested_person`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "deletion_steps_other_person" CHECK("deletion_steps"."step" not in ('approved', 'rejected') or ("deletion_steps"."by_person" is not null and "deletion_steps"."by_person" <> "deletion_steps"."requested_person"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deletion_steps_once` ON `deletion_steps` (`request_id`,`step`);--> statement-breakpoint
CREATE TABLE `legal_holds` (
	`id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`placed_by` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`placed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `legal_holds_recording` ON `legal_holds` (`recording_id`);--> statement-breakpoint
CREATE INDEX `legal_holds_time` ON `legal_holds` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `open_deletion_requests` (
	`recording_id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`purge_after` integer,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`) REFERENCES `deletion_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `open_deletion_requests_request_id_unique` ON `open_deletion_requests` (`request_id`);--> statement-breakpoint
CREATE TABLE `pending_removals` (
	`sha256` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `tombstones`(`recording_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `retention_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`retention_class` text NOT NULL,
	`legal_basis` text NOT NULL,
	`set_by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`set_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `retention_notes_recording` ON `retention_notes` (`recording_id`,`at`);--> statement-breakpoint
CREATE TABLE `standing_holds` (
	`hold_id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	FOREIGN KEY (`hold_id`) REFERENCES `legal_holds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `standing_holds_recording` ON `standing_holds` (`recording_id`);--> statement-breakpoint
CREATE TABLE `tombstones` (
	`recording_id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`content` blob NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`) REFERENCES `deletion_requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `joint_decisions` (
	`request_id` text PRIMARY KEY NOT NULL,
	`requested_person` text NOT NULL,
	`outcome` text NOT NULL,
	`by_id` text NOT NULL,
	`by_person` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`,`requested_person`) REFERENCES `joint_requests`(`id`,`requested_person`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "joint_decisions_other_person" CHECK(("joint_decisions"."outcome" = 'withdrawn') = ("joint_decisions"."by_person" = "joint_decisions"."requested_person"))
);
--> statement-breakpoint
CREATE TABLE `joint_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`facts` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_person` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`requested_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requested_person`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `joint_requests_subject` ON `joint_requests` (`subject`,`at`);--> statement-breakpoint
CREATE INDEX `joint_requests_time` ON `joint_requests` (`at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `joint_requests_person` ON `joint_requests` (`id`,`requested_person`);--> statement-breakpoint
CREATE TABLE `account_links` (
	`user_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `unmaskings` (
	`id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`user_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unmaskings_user` ON `unmaskings` (`user_id`,`at`);--> statement-breakpoint
CREATE INDEX `unmaskings_recording` ON `unmaskings` (`recording_id`);--> statement-breakpoint
DROP INDEX `recordings_day`;--> statement-breakpoint
ALTER TABLE `recordings` ADD `custody` text DEFAULT 'kept' NOT NULL;--> statement-breakpoint
CREATE INDEX `recordings_day` ON `recordings` (`business_day`,`agent_id`,`id`,`team_id`,`department_id`,`duration_ms`,`verdict`,`current`,`direction`,`kind`,`queue`,`started_at`,`custody`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `stepped_up_at` integer;