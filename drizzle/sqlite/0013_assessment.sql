CREATE TABLE `accountability_cases` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`number` integer NOT NULL,
	`person_id` text NOT NULL,
	`team_id` text,
	`department_id` text,
	`business_month` integer NOT NULL,
	`facts` text NOT NULL,
	`deadline_day` integer NOT NULL,
	`escalated_from` text,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accountability_cases_number` ON `accountability_cases` (`year`,`number`);--> statement-breakpoint
CREATE INDEX `accountability_cases_person` ON `accountability_cases` (`person_id`,`at`);--> statement-breakpoint
CREATE INDEX `accountability_cases_time` ON `accountability_cases` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `accountability_cases_month` ON `accountability_cases` (`business_month`,`person_id`);--> statement-breakpoint
CREATE TABLE `case_grounds` (
	`case_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	PRIMARY KEY(`case_id`, `position`),
	FOREIGN KEY (`case_id`) REFERENCES `accountability_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `case_measures` (
	`case_id` text NOT NULL,
	`measure` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`words` text NOT NULL,
	PRIMARY KEY(`case_id`, `measure`),
	FOREIGN KEY (`case_id`) REFERENCES `accountability_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `case_steps` (
	`case_id` text NOT NULL,
	`seq` integer NOT NULL,
	`step` text NOT NULL,
	`words` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `seq`),
	FOREIGN KEY (`case_id`) REFERENCES `accountability_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_steps_step` ON `case_steps` (`step`,`at`);--> statement-breakpoint
CREATE TABLE `adjustment_decisions` (
	`adjustment_id` text NOT NULL,
	`by_person` text NOT NULL,
	`by_id` text NOT NULL,
	`approved` integer NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`adjustment_id`, `by_person`),
	FOREIGN KEY (`adjustment_id`) REFERENCES `adjustments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `adjustments` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`team_id` text,
	`department_id` text,
	`business_month` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`points_tenths` integer NOT NULL,
	`reason` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `adjustments_month` ON `adjustments` (`business_month`,`agent_id`);--> statement-breakpoint
CREATE INDEX `adjustments_time` ON `adjustments` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `indicator_values` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`business_month` integer NOT NULL,
	`agent_id` text,
	`team_id` text,
	`department_id` text,
	`numerator` integer NOT NULL,
	`denominator` integer NOT NULL,
	`source` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "indicator_values_place" CHECK((case when "indicator_values"."agent_id" is null then 0 else 1 end) + (case when "indicator_values"."team_id" is null then 0 else 1 end) + (case when "indicator_values"."department_id" is null then 0 else 1 end) = 1),
	CONSTRAINT "indicator_values_share" CHECK("indicator_values"."denominator" > 0 and "indicator_values"."numerator" >= 0)
);
--> statement-breakpoint
CREATE INDEX `indicator_values_month` ON `indicator_values` (`business_month`,`key`,`at`);--> statement-breakpoint
CREATE TABLE `indicator_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`version` integer NOT NULL,
	`effective_from` integer NOT NULL,
	`content` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `indicator_versions_version` ON `indicator_versions` (`key`,`version`);--> statement-breakpoint
CREATE TABLE `month_signatures` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`business_month` integer NOT NULL,
	`figures_sha256` text NOT NULL,
	`lock_id` text,
	`signed` integer NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lock_id`) REFERENCES `month_locks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `month_signatures_agent` ON `month_signatures` (`agent_id`,`business_month`,`at`);--> statement-breakpoint
CREATE TABLE `month_talks` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`business_month` integer NOT NULL,
	`talked_at` integer NOT NULL,
	`words` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `month_talks_agent` ON `month_talks` (`agent_id`,`business_month`,`at`);--> statement-breakpoint
CREATE TABLE `pay_bases` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`effective_from` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pay_bases_agent` ON `pay_bases` (`agent_id`,`effective_from`,`at`);--> statement-breakpoint
CREATE TABLE `ratings` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`agent_id` text NOT NULL,
	`rater_id` text NOT NULL,
	`business_month` integer NOT NULL,
	`points` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rater_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ratings_not_own" CHECK("ratings"."rater_id" <> "ratings"."agent_id")
);
--> statement-breakpoint
CREATE INDEX `ratings_month` ON `ratings` (`business_month`,`agent_id`,`kind`,`at`);--> statement-breakpoint
CREATE INDEX `ratings_rater` ON `ratings` (`rater_id`,`business_month`);--> statement-breakpoint
CREATE TABLE `schemes` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`effective_from` integer NOT NULL,
	`content` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `schemes_version_unique` ON `schemes` (`version`);--> statement-breakpoint
CREATE TABLE `coaching_clips` (
	`task_id` text NOT NULL,
	`position` integer NOT NULL,
	`recording_id` text NOT NULL,
	`from_ms` integer NOT NULL,
	`to_ms` integer NOT NULL,
	`note` text NOT NULL,
	PRIMARY KEY(`task_id`, `position`),
	FOREIGN KEY (`task_id`) REFERENCES `coaching_tasks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `coaching_steps` (
	`task_id` text NOT NULL,
	`step` text NOT NULL,
	`words` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`task_id`, `step`),
	FOREIGN KEY (`task_id`) REFERENCES `coaching_tasks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `coaching_tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`team_id` text,
	`department_id` text,
	`topic` text NOT NULL,
	`words` text NOT NULL,
	`rubric_key` text,
	`item_key` text,
	`due_day` integer NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `coaching_tasks_agent` ON `coaching_tasks` (`agent_id`,`at`);--> statement-breakpoint
CREATE INDEX `coaching_tasks_due` ON `coaching_tasks` (`due_day`,`id`);--> statement-breakpoint
CREATE TABLE `improvement_actions` (
	`id` text PRIMARY KEY NOT NULL,
	`department_id` text NOT NULL,
	`team_id` text,
	`rubric_key` text NOT NULL,
	`item_key` text NOT NULL,
	`root_cause` text,
	`title` text NOT NULL,
	`words` text NOT NULL,
	`owner_id` text NOT NULL,
	`due_day` integer NOT NULL,
	`target_permille` integer NOT NULL,
	`baseline_from` integer NOT NULL,
	`from_day` integer NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `improvement_actions_due` ON `improvement_actions` (`due_day`,`id`);--> statement-breakpoint
CREATE INDEX `improvement_actions_department` ON `improvement_actions` (`department_id`,`at`);--> statement-breakpoint
CREATE TABLE `improvement_steps` (
	`action_id` text NOT NULL,
	`step` text NOT NULL,
	`words` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`action_id`, `step`),
	FOREIGN KEY (`action_id`) REFERENCES `improvement_actions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `library_clips` (
	`id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`team_id` text,
	`department_id` text,
	`from_ms` integer NOT NULL,
	`to_ms` integer NOT NULL,
	`title` text NOT NULL,
	`rubric_key` text,
	`item_key` text,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "library_clips_order" CHECK("library_clips"."from_ms" < "library_clips"."to_ms")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `library_clips_range` ON `library_clips` (`recording_id`,`from_ms`,`to_ms`);--> statement-breakpoint
CREATE INDEX `library_clips_agent` ON `library_clips` (`agent_id`,`proposed_at`);--> statement-breakpoint
CREATE INDEX `library_clips_item` ON `library_clips` (`item_key`);--> statement-breakpoint
CREATE TABLE `library_consents` (
	`id` text PRIMARY KEY NOT NULL,
	`clip_id` text NOT NULL,
	`consents` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`clip_id`) REFERENCES `library_clips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `library_consents_clip` ON `library_consents` (`clip_id`,`at`);--> statement-breakpoint
CREATE TABLE `library_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`clip_id` text NOT NULL,
	`accepted` integer NOT NULL,
	`reason` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`clip_id`) REFERENCES `library_clips`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `library_decisions_clip` ON `library_decisions` (`clip_id`,`at`);--> statement-breakpoint
CREATE TABLE `frozen_months` (
	`lock_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`business_month` integer NOT NULL,
	`figures` text NOT NULL,
	`figures_sha256` text NOT NULL,
	PRIMARY KEY(`lock_id`, `agent_id`),
	FOREIGN KEY (`lock_id`) REFERENCES `month_locks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `frozen_months_agent` ON `frozen_months` (`agent_id`,`business_month`);--> statement-breakpoint
CREATE TABLE `ledger_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`business_month` integer NOT NULL,
	`line_key` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`recording_id` text,
	`call_started_at` integer,
	`review_id` text,
	`item_key` text,
	`code` text,
	`evidence_id` text,
	`at_ms` integer,
	`self_reported` integer NOT NULL,
	`nth` integer,
	`amount_fen` integer NOT NULL,
	`points_tenths` integer NOT NULL,
	`rule_version` integer,
	`cause` text NOT NULL,
	`reason` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`points_to` text,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ledger_entries_cancelled" CHECK("ledger_entries"."state" <> 'cancelled' or "ledger_entries"."amount_fen" = 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entries_line` ON `ledger_entries` (`agent_id`,`business_month`,`line_key`,`seq`);--> statement-breakpoint
CREATE INDEX `ledger_entries_month` ON `ledger_entries` (`business_month`,`agent_id`);--> statement-breakpoint
CREATE INDEX `ledger_entries_recording` ON `ledger_entries` (`recording_id`);--> statement-breakpoint
CREATE TABLE `month_locks` (
	`id` text PRIMARY KEY NOT NULL,
	`business_month` integer NOT NULL,
	`department_id` text NOT NULL,
	`edition` integer NOT NULL,
	`penalty_table` integer NOT NULL,
	`scheme` integer NOT NULL,
	`figures_sha256` text NOT NULL,
	`at` integer NOT NULL,
	`by_id` text NOT NULL,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `month_locks_edition` ON `month_locks` (`business_month`,`department_id`,`edition`);--> statement-breakpoint
CREATE TABLE `month_unlocks` (
	`lock_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`by_id` text NOT NULL,
	`joint_request_id` text NOT NULL,
	FOREIGN KEY (`lock_id`) REFERENCES `month_locks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `dispute_replies` (
	`dispute_id` text PRIMARY KEY NOT NULL,
	`words` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`dispute_id`) REFERENCES `disputes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `dispute_rulings` (
	`dispute_id` text PRIMARY KEY NOT NULL,
	`outcome` text NOT NULL,
	`reason` text NOT NULL,
	`answer` text,
	`coaching` text NOT NULL,
	`revision_id` text,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`dispute_id`) REFERENCES `disputes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revision_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `dispute_withdrawals` (
	`dispute_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`dispute_id`) REFERENCES `disputes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `disputes` (
	`id` text PRIMARY KEY NOT NULL,
	`review_id` text NOT NULL,
	`item_key` text NOT NULL,
	`instance` integer NOT NULL,
	`first_id` text,
	`recording_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`team_id` text,
	`department_id` text,
	`business_month` integer NOT NULL,
	`reason` text NOT NULL,
	`proposed` text NOT NULL,
	`at_ms` integer,
	`raised_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	FOREIGN KEY (`review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "disputes_instance" CHECK(("disputes"."instance" = 1) = ("disputes"."first_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `disputes_once` ON `disputes` (`review_id`,`item_key`,`instance`);--> statement-breakpoint
CREATE INDEX `disputes_agent` ON `disputes` (`agent_id`,`raised_at`);--> statement-breakpoint
CREATE INDEX `disputes_time` ON `disputes` (`raised_at`,`id`);--> statement-breakpoint
CREATE INDEX `disputes_recording` ON `disputes` (`recording_id`);--> statement-breakpoint
CREATE TABLE `review_lapses` (
	`review_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `call_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`reporter_id` text NOT NULL,
	`team_id` text,
	`department_id` text,
	`kind` text NOT NULL,
	`problem` text,
	`at_ms` integer NOT NULL,
	`note` text NOT NULL,
	`shared` integer NOT NULL,
	`business_month` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reporter_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `call_reports_recording` ON `call_reports` (`recording_id`);--> statement-breakpoint
CREATE INDEX `call_reports_agent` ON `call_reports` (`agent_id`,`at`);--> statement-breakpoint
CREATE INDEX `call_reports_team` ON `call_reports` (`team_id`,`at`);--> statement-breakpoint
CREATE INDEX `call_reports_month` ON `call_reports` (`business_month`,`agent_id`);--> statement-breakpoint
CREATE TABLE `check_answers` (
	`self_check_id` text NOT NULL,
	`item_key` text NOT NULL,
	`answer` text NOT NULL,
	FOREIGN KEY (`self_check_id`) REFERENCES `self_checks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `check_answers_item` ON `check_answers` (`self_check_id`,`item_key`);--> statement-breakpoint
ALTER TABLE `self_checks` ADD `rubric_version_id` text REFERENCES rubric_versions(id);