CREATE TABLE `penalty_tables` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`effective_from` integer NOT NULL,
	`steps` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `penalty_tables_version_unique` ON `penalty_tables` (`version`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_entries_prev` ON `audit_entries` (`prev_hash`);--> statement-breakpoint
CREATE INDEX `audit_entries_subject` ON `audit_entries` (`subject`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_entries_actor` ON `audit_entries` (`actor`,`seq`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`user_id` text PRIMARY KEY NOT NULL,
	`password_hash` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `one_time_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`user_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`attributes` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `import_items` (
	`id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`path` text NOT NULL,
	`path_bytes` text,
	`state` text NOT NULL,
	`issues` text NOT NULL,
	`size` integer NOT NULL,
	`mtime_ms` integer NOT NULL,
	`sha256` text,
	`recording_id` text,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`state_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `import_items_path` ON `import_items` (`source_id`,`path`);--> statement-breakpoint
CREATE INDEX `import_items_state` ON `import_items` (`source_id`,`state`,`state_at`,`id`);--> statement-breakpoint
CREATE INDEX `import_items_seen` ON `import_items` (`source_id`,`first_seen_at`,`id`);--> statement-breakpoint
CREATE TABLE `source_pauses` (
	`source_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `source_scans` (
	`source_id` text PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`files` integer NOT NULL,
	`fault` text,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`preset` text NOT NULL,
	`root` text,
	`zone` text,
	`pattern` text,
	`raw` text,
	`sides` text,
	`country` text,
	`stable_for_ms` integer NOT NULL,
	`rescan_ms` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_name_unique` ON `sources` (`name`);--> statement-breakpoint
CREATE TABLE `job_runs` (
	`job` text NOT NULL,
	`slot` integer NOT NULL,
	`state` text NOT NULL,
	`owner` text NOT NULL,
	`lease_until` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`result` text,
	PRIMARY KEY(`job`, `slot`)
);
--> statement-breakpoint
CREATE INDEX `job_runs_state` ON `job_runs` (`state`,`slot`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`path` text NOT NULL,
	`facts` text NOT NULL,
	`at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notifications_user` ON `notifications` (`user_id`,`id`);--> statement-breakpoint
CREATE TABLE `departments` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `departments_name_unique` ON `departments` (`name`);--> statement-breakpoint
CREATE TABLE `disablements` (
	`user_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `endpoint_assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`endpoint` text NOT NULL,
	`user_id` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `endpoint_assignments_endpoint` ON `endpoint_assignments` (`endpoint`,`from_at`);--> statement-breakpoint
CREATE TABLE `role_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`team_id` text,
	`department_id` text,
	`from_at` integer NOT NULL,
	`to_at` integer,
	`granted_by` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "role_grants_role" CHECK("role_grants"."role" in ('agent', 'team-lead', 'department-head', 'technician', 'administrator', 'auditor')),
	CONSTRAINT "role_grants_scope" CHECK(("role_grants"."role" <> 'team-lead') or ("role_grants"."team_id" is not null)),
	CONSTRAINT "role_grants_department" CHECK(("role_grants"."role" <> 'department-head') or ("role_grants"."department_id" is not null))
);
--> statement-breakpoint
CREATE INDEX `role_grants_user` ON `role_grants` (`user_id`);--> statement-breakpoint
CREATE INDEX `role_grants_team` ON `role_grants` (`team_id`,`role`);--> statement-breakpoint
CREATE TABLE `team_memberships` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`team_id` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `team_memberships_user` ON `team_memberships` (`user_id`,`from_at`);--> statement-breakpoint
CREATE INDEX `team_memberships_team` ON `team_memberships` (`team_id`,`from_at`);--> statement-breakpoint
CREATE TABLE `teams` (
	`id` text PRIMARY KEY NOT NULL,
	`department_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `teams_name` ON `teams` (`department_id`,`name`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_no` text NOT NULL,
	`name` text NOT NULL,
	`locale` text,
	`theme` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_staff_no_unique` ON `users` (`staff_no`);--> statement-breakpoint
CREATE TABLE `calls` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`source_key` text NOT NULL,
	`group_key` text NOT NULL,
	`direction` text NOT NULL,
	`kind` text NOT NULL,
	`queue` text,
	`customer_number` text,
	`customer_masked` text,
	`started_at` integer NOT NULL,
	`time_basis` text NOT NULL,
	`time_precision_ms` integer NOT NULL,
	`utc_offset_min` integer,
	`attributes` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calls_source_key` ON `calls` (`source`,`source_key`);--> statement-breakpoint
CREATE TABLE `plays` (
	`id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`user_id` text NOT NULL,
	`opened_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`closed_at` integer,
	`ranges` text NOT NULL,
	`sent_bytes` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plays_recording` ON `plays` (`recording_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `plays_user` ON `plays` (`user_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `plays_open` ON `plays` (`closed_at`,`last_at`);--> statement-breakpoint
CREATE TABLE `recordings` (
	`id` text PRIMARY KEY NOT NULL,
	`call_id` text NOT NULL,
	`source` text NOT NULL,
	`key` text NOT NULL,
	`file_name` text NOT NULL,
	`revision` integer NOT NULL,
	`supersedes` text,
	`current` integer NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`playback_sha256` text,
	`playback_type` text NOT NULL,
	`peaks_sha256` text,
	`container` text NOT NULL,
	`codec` text NOT NULL,
	`sample_rate` integer NOT NULL,
	`channels` integer NOT NULL,
	`duration_ms` integer NOT NULL,
	`channel_map` text NOT NULL,
	`verdict` text NOT NULL,
	`verdict_reason` text,
	`speech` text NOT NULL,
	`detector` text NOT NULL,
	`issues` text NOT NULL,
	`imported_at` integer NOT NULL,
	`started_at` integer NOT NULL,
	`business_day` integer NOT NULL,
	`agent_id` text,
	`agent_method` text NOT NULL,
	`team_id` text,
	`department_id` text,
	`endpoint` text,
	`direction` text NOT NULL,
	`kind` text NOT NULL,
	`queue` text,
	`customer_masked` text,
	`review_state` text NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recordings_key` ON `recordings` (`source`,`key`,`revision`);--> statement-breakpoint
CREATE INDEX `recordings_sha256` ON `recordings` (`sha256`);--> statement-breakpoint
CREATE INDEX `recordings_call` ON `recordings` (`call_id`);--> statement-breakpoint
CREATE INDEX `recordings_time` ON `recordings` (`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `recordings_team_time` ON `recordings` (`team_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `recordings_department_time` ON `recordings` (`department_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `recordings_agent_time` ON `recordings` (`agent_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `recordings_verdict_time` ON `recordings` (`verdict`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `recordings_state_time` ON `recordings` (`review_state`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `recordings_queue_time` ON `recordings` (`queue`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `recordings_day` ON `recordings` (`business_day`,`agent_id`,`id`,`team_id`,`duration_ms`,`verdict`,`review_state`,`current`);--> statement-breakpoint
CREATE TABLE `acknowledgements` (
	`review_id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`at` integer NOT NULL,
	`comment` text NOT NULL,
	FOREIGN KEY (`review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`review_id` text NOT NULL,
	`kind` text NOT NULL,
	`item_key` text,
	`from_ms` integer NOT NULL,
	`to_ms` integer NOT NULL,
	`note` text NOT NULL,
	FOREIGN KEY (`review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `evidence_review` ON `evidence` (`review_id`);--> statement-breakpoint
CREATE TABLE `review_answers` (
	`review_id` text NOT NULL,
	`item_key` text NOT NULL,
	`answer` text NOT NULL,
	`comment` text NOT NULL,
	`without_evidence` text,
	FOREIGN KEY (`review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `review_answers_item` ON `review_answers` (`review_id`,`item_key`);--> statement-breakpoint
CREATE TABLE `review_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`reviewer_id` text NOT NULL,
	`assignment_id` text,
	`rubric_version_id` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`started_at` integer NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rubric_version_id`) REFERENCES `rubric_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `review_drafts_one` ON `review_drafts` (`recording_id`,`reviewer_id`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`recording_id` text NOT NULL,
	`assignment_id` text,
	`rubric_version_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`team_id` text,
	`reviewer_id` text NOT NULL,
	`raw_tenths` integer,
	`outcome` text NOT NULL,
	`severe` text NOT NULL,
	`comment` text NOT NULL,
	`call_started_at` integer NOT NULL,
	`business_month` integer NOT NULL,
	`started_at` integer NOT NULL,
	`submitted_at` integer NOT NULL,
	`spent_ms` integer NOT NULL,
	`heard` text NOT NULL,
	`heard_ms` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rubric_version_id`) REFERENCES `rubric_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reviews_not_own" CHECK("reviews"."reviewer_id" <> "reviews"."agent_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_assignment` ON `reviews` (`assignment_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_once` ON `reviews` (`recording_id`,`reviewer_id`,`kind`);--> statement-breakpoint
CREATE INDEX `reviews_recording` ON `reviews` (`recording_id`);--> statement-breakpoint
CREATE INDEX `reviews_agent` ON `reviews` (`agent_id`,`submitted_at`);--> statement-breakpoint
CREATE INDEX `reviews_reviewer` ON `reviews` (`reviewer_id`,`submitted_at`);--> statement-breakpoint
CREATE INDEX `reviews_month` ON `reviews` (`business_month`,`agent_id`,`kind`,`raw_tenths`);--> statement-breakpoint
CREATE TABLE `self_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`result` text NOT NULL,
	`at_ms` integer,
	`note` text NOT NULL,
	`business_month` integer NOT NULL,
	`at` integer NOT NULL,
	`heard_ms` integer NOT NULL,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `self_checks_once` ON `self_checks` (`recording_id`,`agent_id`);--> statement-breakpoint
CREATE INDEX `self_checks_month` ON `self_checks` (`business_month`,`agent_id`);--> statement-breakpoint
CREATE TABLE `rubric_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`rubric_id` text NOT NULL,
	`version` integer NOT NULL,
	`form` text NOT NULL,
	`form_sha256` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL,
	FOREIGN KEY (`rubric_id`) REFERENCES `rubrics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rubric_versions_version` ON `rubric_versions` (`rubric_id`,`version`);--> statement-breakpoint
CREATE TABLE `rubrics` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`call_kind` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rubrics_key_unique` ON `rubrics` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `rubrics_call_kind_unique` ON `rubrics` (`call_kind`);--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`draw_id` text NOT NULL,
	`recording_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`reviewer_id` text NOT NULL,
	`rank` integer NOT NULL,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`draw_id`) REFERENCES `draws`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recording_id`) REFERENCES `recordings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agent_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_draw` ON `assignments` (`draw_id`,`recording_id`);--> statement-breakpoint
CREATE INDEX `assignments_reviewer` ON `assignments` (`reviewer_id`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `assignments_recording` ON `assignments` (`recording_id`);--> statement-breakpoint
CREATE TABLE `draws` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_version_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`period` integer NOT NULL,
	`algorithm` text NOT NULL,
	`seed` text NOT NULL,
	`candidates_sha256` text NOT NULL,
	`candidate_count` integer NOT NULL,
	`candidates` text NOT NULL,
	`unattributed` integer NOT NULL,
	`shares` text NOT NULL,
	`drawn_at` integer NOT NULL,
	`drawn_by` text NOT NULL,
	FOREIGN KEY (`plan_version_id`) REFERENCES `plan_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draws_period` ON `draws` (`plan_id`,`period`);--> statement-breakpoint
CREATE TABLE `plan_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`version` integer NOT NULL,
	`rule` text NOT NULL,
	`effective_from` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_versions_version` ON `plan_versions` (`plan_id`,`version`);--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`department_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plans_key_unique` ON `plans` (`key`);--> statement-breakpoint
CREATE TABLE `secrets` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	`effective_from` integer NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `writer_lock` (
	`id` integer PRIMARY KEY NOT NULL
);
