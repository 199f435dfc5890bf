CREATE TABLE "accountability_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid,
	"department_id" uuid,
	"business_month" integer NOT NULL,
	"facts" text NOT NULL,
	"deadline_day" integer NOT NULL,
	"escalated_from" uuid,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_grounds" (
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	CONSTRAINT "case_grounds_case_id_position_pk" PRIMARY KEY("case_id","position")
);
--> statement-breakpoint
CREATE TABLE "case_measures" (
	"case_id" uuid NOT NULL,
	"measure" text NOT NULL,
	"amount_fen" integer NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "case_measures_case_id_measure_pk" PRIMARY KEY("case_id","measure")
);
--> statement-breakpoint
CREATE TABLE "case_steps" (
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"step" text NOT NULL,
	"words" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "case_steps_case_id_seq_pk" PRIMARY KEY("case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "adjustment_decisions" (
	"adjustment_id" uuid NOT NULL,
	"by_person" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"approved" boolean NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "adjustment_decisions_adjustment_id_by_person_pk" PRIMARY KEY("adjustment_id","by_person")
);
--> statement-breakpoint
CREATE TABLE "adjustments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agent_id" uuid NOT NULL,
	"team_id" uuid,
	"department_id" uuid,
	"business_month" integer NOT NULL,
	"amount_fen" integer NOT NULL,
	"points_tenths" integer NOT NULL,
	"reason" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "indicator_values" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"business_month" integer NOT NULL,
	"agent_id" uuid,
	"team_id" uuid,
	"department_id" uuid,
	"numerator" integer NOT NULL,
	"denominator" integer NOT NULL,
	"source" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "indicator_values_place" CHECK ((case when "indicator_values"."agent_id" is null then 0 else 1 end) + (case when "indicator_values"."team_id" is null then 0 else 1 end) + (case when "indicator_values"."department_id" is null then 0 else 1 end) = 1),
	CONSTRAINT "indicator_values_share" CHECK ("indicator_values"."denominator" > 0 and "indicator_values"."numerator" >= 0)
);
--> statement-breakpoint
CREATE TABLE "indicator_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"effective_from" integer NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "month_signatures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agent_id" uuid NOT NULL,
	"business_month" integer NOT NULL,
	"figures_sha256" text NOT NULL,
	"lock_id" uuid,
	"signed" boolean NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "month_talks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agent_id" uuid NOT NULL,
	"business_month" integer NOT NULL,
	"talked_at" timestamp (3) with time zone NOT NULL,
	"words" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pay_bases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agent_id" uuid NOT NULL,
	"effective_from" integer NOT NULL,
	"amount_fen" integer NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"agent_id" uuid NOT NULL,
	"rater_id" uuid NOT NULL,
	"business_month" integer NOT NULL,
	"points" jsonb NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ratings_not_own" CHECK ("ratings"."rater_id" <> "ratings"."agent_id")
);
--> statement-breakpoint
CREATE TABLE "schemes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"effective_from" integer NOT NULL,
	"content" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "schemes_version_unique" UNIQUE("version")
);
--> statement-breakpoint
CREATE TABLE "coaching_clips" (
	"task_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"recording_id" uuid NOT NULL,
	"from_ms" integer NOT NULL,
	"to_ms" integer NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "coaching_clips_task_id_position_pk" PRIMARY KEY("task_id","position")
);
--> statement-breakpoint
CREATE TABLE "coaching_steps" (
	"task_id" uuid NOT NULL,
	"step" text NOT NULL,
	"words" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "coaching_steps_task_id_step_pk" PRIMARY KEY("task_id","step")
);
--> statement-breakpoint
CREATE TABLE "coaching_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agent_id" uuid NOT NULL,
	"team_id" uuid,
	"department_id" uuid,
	"topic" text NOT NULL,
	"words" text NOT NULL,
	"rubric_key" text,
	"item_key" text,
	"due_day" integer NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "improvement_actions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"team_id" uuid,
	"rubric_key" text NOT NULL,
	"item_key" text NOT NULL,
	"root_cause" text,
	"title" text NOT NULL,
	"words" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"due_day" integer NOT NULL,
	"target_permille" integer NOT NULL,
	"baseline_from" integer NOT NULL,
	"from_day" integer NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "improvement_steps" (
	"action_id" uuid NOT NULL,
	"step" text NOT NULL,
	"words" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "improvement_steps_action_id_step_pk" PRIMARY KEY("action_id","step")
);
--> statement-breakpoint
CREATE TABLE "library_clips" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"team_id" uuid,
	"department_id" uuid,
	"from_ms" integer NOT NULL,
	"to_ms" integer NOT NULL,
	"title" text NOT NULL,
	"rubric_key" text,
	"item_key" text,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "library_clips_order" CHECK ("library_clips"."from_ms" < "library_clips"."to_ms")
);
--> statement-breakpoint
CREATE TABLE "library_consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"clip_id" uuid NOT NULL,
	"consents" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "library_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"clip_id" uuid NOT NULL,
	"accepted" boolean NOT NULL,
	"reason" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "frozen_months" (
	"lock_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"business_month" integer NOT NULL,
	"figures" text NOT NULL,
	"figures_sha256" text NOT NULL,
	CONSTRAINT "frozen_months_lock_id_agent_id_pk" PRIMARY KEY("lock_id","agent_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agent_id" uuid NOT NULL,
	"business_month" integer NOT NULL,
	"line_key" text NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"recording_id" uuid,
	"call_started_at" timestamp (3) with time zone,
	"review_id" uuid,
	"item_key" text,
	"code" text,
	"evidence_id" uuid,
	"at_ms" integer,
	"self_reported" boolean NOT NULL,
	"nth" integer,
	"amount_fen" integer NOT NULL,
	"points_tenths" integer NOT NULL,
	"rule_version" integer,
	"cause" text NOT NULL,
	"reason" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"points_to" uuid,
	CONSTRAINT "ledger_entries_cancelled" CHECK ("ledger_entries"."state" <> 'cancelled' or "ledger_entries"."amount_fen" = 0)
);
--> statement-breakpoint
CREATE TABLE "month_locks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"business_month" integer NOT NULL,
	"department_id" uuid NOT NULL,
	"edition" integer NOT NULL,
	"penalty_table" integer NOT NULL,
	"scheme" integer NOT NULL,
	"figures_sha256" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "month_unlocks" (
	"lock_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL,
	"joint_request_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispute_replies" (
	"dispute_id" uuid PRIMARY KEY NOT NULL,
	"words" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispute_rulings" (
	"dispute_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"answer" jsonb,
	"coaching" text NOT NULL,
	"revision_id" uuid,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispute_withdrawals" (
	"dispute_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"item_key" text NOT NULL,
	"instance" integer NOT NULL,
	"first_id" uuid,
	"recording_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"team_id" uuid,
	"department_id" uuid,
	"business_month" integer NOT NULL,
	"reason" text NOT NULL,
	"proposed" jsonb NOT NULL,
	"at_ms" integer,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "disputes_instance" CHECK (("disputes"."instance" = 1) = ("disputes"."first_id" is null))
);
--> statement-breakpoint
CREATE TABLE "review_lapses" (
	"review_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"reporter_id" uuid NOT NULL,
	"team_id" uuid,
	"department_id" uuid,
	"kind" text NOT NULL,
	"problem" text,
	"at_ms" integer NOT NULL,
	"note" text NOT NULL,
	"shared" boolean NOT NULL,
	"business_month" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "check_answers" (
	"self_check_id" uuid NOT NULL,
	"item_key" text NOT NULL,
	"answer" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "self_checks" ADD COLUMN "rubric_version_id" uuid;--> statement-breakpoint
ALTER TABLE "accountability_cases" ADD CONSTRAINT "accountability_cases_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accountability_cases" ADD CONSTRAINT "accountability_cases_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accountability_cases" ADD CONSTRAINT "accountability_cases_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accountability_cases" ADD CONSTRAINT "accountability_cases_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_grounds" ADD CONSTRAINT "case_grounds_case_id_accountability_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."accountability_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_measures" ADD CONSTRAINT "case_measures_case_id_accountability_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."accountability_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_steps" ADD CONSTRAINT "case_steps_case_id_accountability_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."accountability_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustment_decisions" ADD CONSTRAINT "adjustment_decisions_adjustment_id_adjustments_id_fk" FOREIGN KEY ("adjustment_id") REFERENCES "public"."adjustments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustment_decisions" ADD CONSTRAINT "adjustment_decisions_by_person_users_id_fk" FOREIGN KEY ("by_person") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustment_decisions" ADD CONSTRAINT "adjustment_decisions_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "month_signatures" ADD CONSTRAINT "month_signatures_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "month_signatures" ADD CONSTRAINT "month_signatures_lock_id_month_locks_id_fk" FOREIGN KEY ("lock_id") REFERENCES "public"."month_locks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "month_talks" ADD CONSTRAINT "month_talks_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "month_talks" ADD CONSTRAINT "month_talks_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pay_bases" ADD CONSTRAINT "pay_bases_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_rater_id_users_id_fk" FOREIGN KEY ("rater_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_clips" ADD CONSTRAINT "coaching_clips_task_id_coaching_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."coaching_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_clips" ADD CONSTRAINT "coaching_clips_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_steps" ADD CONSTRAINT "coaching_steps_task_id_coaching_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."coaching_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_steps" ADD CONSTRAINT "coaching_steps_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_tasks" ADD CONSTRAINT "coaching_tasks_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_tasks" ADD CONSTRAINT "coaching_tasks_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_tasks" ADD CONSTRAINT "coaching_tasks_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_tasks" ADD CONSTRAINT "coaching_tasks_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_actions" ADD CONSTRAINT "improvement_actions_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_actions" ADD CONSTRAINT "improvement_actions_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_actions" ADD CONSTRAINT "improvement_actions_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_actions" ADD CONSTRAINT "improvement_actions_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_steps" ADD CONSTRAINT "improvement_steps_action_id_improvement_actions_id_fk" FOREIGN KEY ("action_id") REFERENCES "public"."improvement_actions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_steps" ADD CONSTRAINT "improvement_steps_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "library_clips" ADD CONSTRAINT "library_clips_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "library_clips" ADD CONSTRAINT "library_clips_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "library_clips" ADD CONSTRAINT "library_clips_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "library_clips" ADD CONSTRAINT "library_clips_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "library_clips" ADD CONSTRAINT "library_clips_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "library_consents" ADD CONSTRAINT "library_consents_clip_id_library_clips_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."library_clips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "library_decisions" ADD CONSTRAINT "library_decisions_clip_id_library_clips_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."library_clips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "library_decisions" ADD CONSTRAINT "library_decisions_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frozen_months" ADD CONSTRAINT "frozen_months_lock_id_month_locks_id_fk" FOREIGN KEY ("lock_id") REFERENCES "public"."month_locks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frozen_months" ADD CONSTRAINT "frozen_months_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "month_locks" ADD CONSTRAINT "month_locks_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "month_locks" ADD CONSTRAINT "month_locks_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "month_unlocks" ADD CONSTRAINT "month_unlocks_lock_id_month_locks_id_fk" FOREIGN KEY ("lock_id") REFERENCES "public"."month_locks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "month_unlocks" ADD CONSTRAINT "month_unlocks_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_replies" ADD CONSTRAINT "dispute_replies_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_replies" ADD CONSTRAINT "dispute_replies_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_rulings" ADD CONSTRAINT "dispute_rulings_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_rulings" ADD CONSTRAINT "dispute_rulings_revision_id_reviews_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_rulings" ADD CONSTRAINT "dispute_rulings_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_withdrawals" ADD CONSTRAINT "dispute_withdrawals_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_lapses" ADD CONSTRAINT "review_lapses_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_reports" ADD CONSTRAINT "call_reports_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_reports" ADD CONSTRAINT "call_reports_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_reports" ADD CONSTRAINT "call_reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_reports" ADD CONSTRAINT "call_reports_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_reports" ADD CONSTRAINT "call_reports_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_answers" ADD CONSTRAINT "check_answers_self_check_id_self_checks_id_fk" FOREIGN KEY ("self_check_id") REFERENCES "public"."self_checks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accountability_cases_number" ON "accountability_cases" USING btree ("year","number");--> statement-breakpoint
CREATE INDEX "accountability_cases_person" ON "accountability_cases" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "accountability_cases_time" ON "accountability_cases" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "accountability_cases_month" ON "accountability_cases" USING btree ("business_month","person_id");--> statement-breakpoint
CREATE INDEX "case_steps_step" ON "case_steps" USING btree ("step","at");--> statement-breakpoint
CREATE INDEX "adjustments_month" ON "adjustments" USING btree ("business_month","agent_id");--> statement-breakpoint
CREATE INDEX "adjustments_time" ON "adjustments" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "indicator_values_month" ON "indicator_values" USING btree ("business_month","key","at");--> statement-breakpoint
CREATE UNIQUE INDEX "indicator_versions_version" ON "indicator_versions" USING btree ("key","version");--> statement-breakpoint
CREATE INDEX "month_signatures_agent" ON "month_signatures" USING btree ("agent_id","business_month","at");--> statement-breakpoint
CREATE INDEX "month_talks_agent" ON "month_talks" USING btree ("agent_id","business_month","at");--> statement-breakpoint
CREATE INDEX "pay_bases_agent" ON "pay_bases" USING btree ("agent_id","effective_from","at");--> statement-breakpoint
CREATE INDEX "ratings_month" ON "ratings" USING btree ("business_month","agent_id","kind","at");--> statement-breakpoint
CREATE INDEX "ratings_rater" ON "ratings" USING btree ("rater_id","business_month");--> statement-breakpoint
CREATE INDEX "coaching_tasks_agent" ON "coaching_tasks" USING btree ("agent_id","at");--> statement-breakpoint
CREATE INDEX "coaching_tasks_due" ON "coaching_tasks" USING btree ("due_day","id");--> statement-breakpoint
CREATE INDEX "improvement_actions_due" ON "improvement_actions" USING btree ("due_day","id");--> statement-breakpoint
CREATE INDEX "improvement_actions_department" ON "improvement_actions" USING btree ("department_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "library_clips_range" ON "library_clips" USING btree ("recording_id","from_ms","to_ms");--> statement-breakpoint
CREATE INDEX "library_clips_agent" ON "library_clips" USING btree ("agent_id","proposed_at");--> statement-breakpoint
CREATE INDEX "library_clips_item" ON "library_clips" USING btree ("item_key");--> statement-breakpoint
CREATE INDEX "library_consents_clip" ON "library_consents" USING btree ("clip_id","at");--> statement-breakpoint
CREATE INDEX "library_decisions_clip" ON "library_decisions" USING btree ("clip_id","at");--> statement-breakpoint
CREATE INDEX "frozen_months_agent" ON "frozen_months" USING btree ("agent_id","business_month");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_line" ON "ledger_entries" USING btree ("agent_id","business_month","line_key","seq");--> statement-breakpoint
CREATE INDEX "ledger_entries_month" ON "ledger_entries" USING btree ("business_month","agent_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_recording" ON "ledger_entries" USING btree ("recording_id");--> statement-breakpoint
CREATE UNIQUE INDEX "month_locks_edition" ON "month_locks" USING btree ("business_month","department_id","edition");--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_once" ON "disputes" USING btree ("review_id","item_key","instance");--> statement-breakpoint
CREATE INDEX "disputes_agent" ON "disputes" USING btree ("agent_id","raised_at");--> statement-breakpoint
CREATE INDEX "disputes_time" ON "disputes" USING btree ("raised_at","id");--> statement-breakpoint
CREATE INDEX "disputes_recording" ON "disputes" USING btree ("recording_id");--> statement-breakpoint
CREATE INDEX "call_reports_recording" ON "call_reports" USING btree ("recording_id");--> statement-breakpoint
CREATE INDEX "call_reports_agent" ON "call_reports" USING btree ("agent_id","at");--> statement-breakpoint
CREATE INDEX "call_reports_team" ON "call_reports" USING btree ("team_id","at");--> statement-breakpoint
CREATE INDEX "call_reports_month" ON "call_reports" USING btree ("business_month","agent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "check_answers_item" ON "check_answers" USING btree ("self_check_id","item_key");--> statement-breakpoint
ALTER TABLE "self_checks" ADD CONSTRAINT "self_checks_rubric_version_id_rubric_versions_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_versions"("id") ON DELETE no action ON UPDATE no action;