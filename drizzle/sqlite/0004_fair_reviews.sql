CREATE TABLE `recorder_incident_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`incident_id` text NOT NULL,
	`step` text NOT NULL,
	`words` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`incident_id`) REFERENCES `recorder_incidents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recorder_incident_steps_incident` ON `recorder_incident_steps` (`incident_id`,`at`);--> statement-breakpoint
CREATE TABLE `recorder_incidents` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`recording_id` text,
	`source` text,
	`department_id` text,
	`words` text NOT NULL,
	`reported_by` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reported_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recorder_incidents_time` ON `recorder_incidents` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `recorder_incidents_recording` ON `recorder_incidents` (`recording_id`);--> statement-breakpoint
CREATE TABLE `user_settings` (
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `name`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `calibration_calls` (
	`calibration_id` text NOT NULL,
	`recording_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`calibration_id`, `recording_id`),
	FOREIGN KEY (`calibration_id`) REFERENCES `calibrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `calibration_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`calibration_id` text NOT NULL,
	`recording_id` text NOT NULL,
	`user_id` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`calibration_id`) REFERENCES `calibrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calibration_drafts_one` ON `calibration_drafts` (`calibration_id`,`recording_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `calibration_outcomes` (
	`calibration_id` text PRIMARY KEY NOT NULL,
	`consensus` text NOT NULL,
	`words` text NOT NULL,
	`proposed_draft_id` text,
	`closed_at` integer NOT NULL,
	`closed_by` text NOT NULL,
	FOREIGN KEY (`calibration_id`) REFERENCES `calibrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `calibration_participants` (
	`calibration_id` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`calibration_id`, `user_id`),
	FOREIGN KEY (`calibration_id`) REFERENCES `calibrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `calibration_participants_user` ON `calibration_participants` (`user_id`);--> statement-breakpoint
CREATE TABLE `calibration_remarks` (
	`id` text PRIMARY KEY NOT NULL,
	`calibration_id` text NOT NULL,
	`recording_id` text,
	`item_key` text,
	`user_id` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`calibration_id`) REFERENCES `calibrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `calibration_remarks_session` ON `calibration_remarks` (`calibration_id`,`at`);--> statement-breakpoint
CREATE TABLE `calibration_scores` (
	`id` text PRIMARY KEY NOT NULL,
	`calibration_id` text NOT NULL,
	`recording_id` text NOT NULL,
	`user_id` text NOT NULL,
	`content` text NOT NULL,
	`raw_tenths` integer,
	`outcome` text NOT NULL,
	`submitted_at` integer NOT NULL,
	FOREIGN KEY (`calibration_id`) REFERENCES `calibrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calibration_scores_one` ON `calibration_scores` (`calibration_id`,`recording_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `calibrations` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`department_id` text,
	`rubric_version_id` text NOT NULL,
	`expert_id` text,
	`deadline` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rubric_version_id`) REFERENCES `rubric_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`expert_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `calibrations_deadline` ON `calibrations` (`deadline`,`id`);--> statement-breakpoint
CREATE TABLE `concealment_rulings` (
	`concealment_id` text PRIMARY KEY NOT NULL,
	`concealed` integer NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`by_id` text NOT NULL,
	FOREIGN KEY (`concealment_id`) REFERENCES `concealments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `concealments` (
	`id` text PRIMARY KEY NOT NULL,
	`review_id` text NOT NULL,
	`self_check_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`team_id` text,
	`department_id` text,
	`item_keys` text NOT NULL,
	`business_month` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`self_check_id`) REFERENCES `self_checks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `concealments_once` ON `concealments` (`self_check_id`);--> statement-breakpoint
CREATE INDEX `concealments_time` ON `concealments` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `concealments_month` ON `concealments` (`business_month`,`agent_id`);--> statement-breakpoint
CREATE TABLE `second_review_rulings` (
	`review_id` text PRIMARY KEY NOT NULL,
	`first_review_id` text NOT NULL,
	`ruling` text NOT NULL,
	`reason` text NOT NULL,
	`corrected_id` text,
	`calibration_id` text,
	`at` integer NOT NULL,
	`by_id` text NOT NULL,
	FOREIGN KEY (`review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`first_review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`corrected_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`calibration_id`) REFERENCES `calibrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `second_review_rulings_first` ON `second_review_rulings` (`first_review_id`);--> statement-breakpoint
CREATE TABLE `rubric_choices` (
	`id` text PRIMARY KEY NOT NULL,
	`call_kind` text NOT NULL,
	`queue` text,
	`team_id` text,
	`place` text NOT NULL,
	`rubric_id` text NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rubric_id`) REFERENCES `rubrics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rubric_choices_place` ON `rubric_choices` (`place`);--> statement-breakpoint
CREATE TABLE `rubric_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`rubric_id` text,
	`key` text NOT NULL,
	`form` text NOT NULL,
	`version` integer NOT NULL,
	`editors` text NOT NULL,
	`note` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`rubric_id`) REFERENCES `rubrics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rubric_drafts_key` ON `rubric_drafts` (`key`);--> statement-breakpoint
CREATE TABLE `rubric_retirements` (
	`rubric_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	FOREIGN KEY (`rubric_id`) REFERENCES `rubrics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `standard_phrases` (
	`id` text PRIMARY KEY NOT NULL,
	`call_kind` text NOT NULL,
	`item_key` text NOT NULL,
	`words` text,
	`from_day` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `standard_phrases_item` ON `standard_phrases` (`call_kind`,`item_key`,`from_day`);--> statement-breakpoint
DROP INDEX `rubrics_call_kind_unique`;--> statement-breakpoint
CREATE INDEX `rubrics_call_kind` ON `rubrics` (`call_kind`,`created_at`);--> statement-breakpoint
DROP INDEX `reviews_once`;--> statement-breakpoint
ALTER TABLE `reviews` ADD `under_heard_reason` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `private_comment` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `reviews` ADD `revises` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `revised_by` text REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `reviews` ADD `revision_reason` text;--> statement-breakpoint
ALTER TABLE `reviews` ADD `revision_cause` text;--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_revises` ON `reviews` (`revises`);--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_once` ON `reviews` (`recording_id`,`reviewer_id`,`kind`,`revision`);--> statement-breakpoint
ALTER TABLE `evidence` ADD `private` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `review_answers` ADD `root_cause` text;--> statement-breakpoint
ALTER TABLE `review_answers` ADD `private_comment` text;--> statement-breakpoint
ALTER TABLE `rubric_versions` ADD `effective_from` integer;--> statement-breakpoint
ALTER TABLE `rubric_versions` ADD `editors` text;--> statement-breakpoint
ALTER TABLE `rubric_versions` ADD `override_reason` text;