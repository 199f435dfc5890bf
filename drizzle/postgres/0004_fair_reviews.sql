CREATE TABLE "recorder_incident_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"step" text NOT NULL,
	"words" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recorder_incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"recording_id" uuid,
	"source" text,
	"department_id" uuid,
	"words" text NOT NULL,
	"reported_by" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_settings" (
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_settings_user_id_name_pk" PRIMARY KEY("user_id","name")
);
--> statement-breakpoint
CREATE TABLE "calibration_calls" (
	"calibration_id" uuid NOT NULL,
	"recording_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "calibration_calls_calibration_id_recording_id_pk" PRIMARY KEY("calibration_id","recording_id")
);
--> statement-breakpoint
CREATE TABLE "calibration_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"calibration_id" uuid NOT NULL,
	"recording_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"version" integer NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calibration_outcomes" (
	"calibration_id" uuid PRIMARY KEY NOT NULL,
	"consensus" jsonb NOT NULL,
	"words" text NOT NULL,
	"proposed_draft_id" uuid,
	"closed_at" timestamp (3) with time zone NOT NULL,
	"closed_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calibration_participants" (
	"calibration_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "calibration_participants_calibration_id_user_id_pk" PRIMARY KEY("calibration_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "calibration_remarks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"calibration_id" uuid NOT NULL,
	"recording_id" uuid,
	"item_key" text,
	"user_id" uuid NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calibration_scores" (
	"id" uuid PRIMARY KEY NOT NULL,
	"calibration_id" uuid NOT NULL,
	"recording_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"raw_tenths" integer,
	"outcome" text NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calibrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"department_id" uuid,
	"rubric_version_id" uuid NOT NULL,
	"expert_id" uuid,
	"deadline" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "concealment_rulings" (
	"concealment_id" uuid PRIMARY KEY NOT NULL,
	"concealed" boolean NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "concealments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"self_check_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"team_id" uuid,
	"department_id" uuid,
	"item_keys" jsonb NOT NULL,
	"business_month" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "second_review_rulings" (
	"review_id" uuid PRIMARY KEY NOT NULL,
	"first_review_id" uuid NOT NULL,
	"ruling" text NOT NULL,
	"reason" text NOT NULL,
	"corrected_id" uuid,
	"calibration_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rubric_choices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_kind" text NOT NULL,
	"queue" text,
	"team_id" uuid,
	"place" text NOT NULL,
	"rubric_id" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rubric_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rubric_id" uuid,
	"key" text NOT NULL,
	"form" text NOT NULL,
	"version" integer NOT NULL,
	"editors" jsonb NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rubric_retirements" (
	"rubric_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standard_phrases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_kind" text NOT NULL,
	"item_key" text NOT NULL,
	"words" jsonb,
	"from_day" integer NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rubrics" DROP CONSTRAINT "rubrics_call_kind_unique";--> statement-breakpoint
DROP INDEX "reviews_once";--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "private" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "review_answers" ADD COLUMN "root_cause" text;--> statement-breakpoint
ALTER TABLE "review_answers" ADD COLUMN "private_comment" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "under_heard_reason" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "private_comment" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "revises" uuid;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "revised_by" uuid;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "revision_reason" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "revision_cause" text;--> statement-breakpoint
ALTER TABLE "rubric_versions" ADD COLUMN "effective_from" integer;--> statement-breakpoint
ALTER TABLE "rubric_versions" ADD COLUMN "editors" jsonb;--> statement-breakpoint
ALTER TABLE "rubric_versions" ADD COLUMN "override_reason" text;--> statement-breakpoint
ALTER TABLE "recorder_incident_steps" ADD CONSTRAINT "recorder_incident_steps_incident_id_recorder_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."recorder_incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recorder_incident_steps" ADD CONSTRAINT "recorder_incident_steps_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recorder_incidents" ADD CONSTRAINT "recorder_incidents_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recorder_incidents" ADD CONSTRAINT "recorder_incidents_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recorder_incidents" ADD CONSTRAINT "recorder_incidents_reported_by_users_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_calls" ADD CONSTRAINT "calibration_calls_calibration_id_calibrations_id_fk" FOREIGN KEY ("calibration_id") REFERENCES "public"."calibrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_calls" ADD CONSTRAINT "calibration_calls_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_drafts" ADD CONSTRAINT "calibration_drafts_calibration_id_calibrations_id_fk" FOREIGN KEY ("calibration_id") REFERENCES "public"."calibrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_drafts" ADD CONSTRAINT "calibration_drafts_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_drafts" ADD CONSTRAINT "calibration_drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_outcomes" ADD CONSTRAINT "calibration_outcomes_calibration_id_calibrations_id_fk" FOREIGN KEY ("calibration_id") REFERENCES "public"."calibrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_outcomes" ADD CONSTRAINT "calibration_outcomes_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_participants" ADD CONSTRAINT "calibration_participants_calibration_id_calibrations_id_fk" FOREIGN KEY ("calibration_id") REFERENCES "public"."calibrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_participants" ADD CONSTRAINT "calibration_participants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_remarks" ADD CONSTRAINT "calibration_remarks_calibration_id_calibrations_id_fk" FOREIGN KEY ("calibration_id") REFERENCES "public"."calibrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_remarks" ADD CONSTRAINT "calibration_remarks_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_remarks" ADD CONSTRAINT "calibration_remarks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_scores" ADD CONSTRAINT "calibration_scores_calibration_id_calibrations_id_fk" FOREIGN KEY ("calibration_id") REFERENCES "public"."calibrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_scores" ADD CONSTRAINT "calibration_scores_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_scores" ADD CONSTRAINT "calibration_scores_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_rubric_version_id_rubric_versions_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_expert_id_users_id_fk" FOREIGN KEY ("expert_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibrations" ADD CONSTRAINT "calibrations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concealment_rulings" ADD CONSTRAINT "concealment_rulings_concealment_id_concealments_id_fk" FOREIGN KEY ("concealment_id") REFERENCES "public"."concealments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concealment_rulings" ADD CONSTRAINT "concealment_rulings_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concealments" ADD CONSTRAINT "concealments_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concealments" ADD CONSTRAINT "concealments_self_check_id_self_checks_id_fk" FOREIGN KEY ("self_check_id") REFERENCES "public"."self_checks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concealments" ADD CONSTRAINT "concealments_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concealments" ADD CONSTRAINT "concealments_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concealments" ADD CONSTRAINT "concealments_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_review_rulings" ADD CONSTRAINT "second_review_rulings_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_review_rulings" ADD CONSTRAINT "second_review_rulings_first_review_id_reviews_id_fk" FOREIGN KEY ("first_review_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_review_rulings" ADD CONSTRAINT "second_review_rulings_corrected_id_reviews_id_fk" FOREIGN KEY ("corrected_id") REFERENCES "public"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_review_rulings" ADD CONSTRAINT "second_review_rulings_calibration_id_calibrations_id_fk" FOREIGN KEY ("calibration_id") REFERENCES "public"."calibrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_review_rulings" ADD CONSTRAINT "second_review_rulings_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_choices" ADD CONSTRAINT "rubric_choices_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_choices" ADD CONSTRAINT "rubric_choices_rubric_id_rubrics_id_fk" FOREIGN KEY ("rubric_id") REFERENCES "public"."rubrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_drafts" ADD CONSTRAINT "rubric_drafts_rubric_id_rubrics_id_fk" FOREIGN KEY ("rubric_id") REFERENCES "public"."rubrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_retirements" ADD CONSTRAINT "rubric_retirements_rubric_id_rubrics_id_fk" FOREIGN KEY ("rubric_id") REFERENCES "public"."rubrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recorder_incident_steps_incident" ON "recorder_incident_steps" USING btree ("incident_id","at");--> statement-breakpoint
CREATE INDEX "recorder_incidents_time" ON "recorder_incidents" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "recorder_incidents_recording" ON "recorder_incidents" USING btree ("recording_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calibration_drafts_one" ON "calibration_drafts" USING btree ("calibration_id","recording_id","user_id");--> statement-breakpoint
CREATE INDEX "calibration_participants_user" ON "calibration_participants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "calibration_remarks_session" ON "calibration_remarks" USING btree ("calibration_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "calibration_scores_one" ON "calibration_scores" USING btree ("calibration_id","recording_id","user_id");--> statement-breakpoint
CREATE INDEX "calibrations_deadline" ON "calibrations" USING btree ("deadline","id");--> statement-breakpoint
CREATE UNIQUE INDEX "concealments_once" ON "concealments" USING btree ("self_check_id");--> statement-breakpoint
CREATE INDEX "concealments_time" ON "concealments" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "concealments_month" ON "concealments" USING btree ("business_month","agent_id");--> statement-breakpoint
CREATE INDEX "second_review_rulings_first" ON "second_review_rulings" USING btree ("first_review_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rubric_choices_place" ON "rubric_choices" USING btree ("place");--> statement-breakpoint
CREATE UNIQUE INDEX "rubric_drafts_key" ON "rubric_drafts" USING btree ("key");--> statement-breakpoint
CREATE INDEX "standard_phrases_item" ON "standard_phrases" USING btree ("call_kind","item_key","from_day");--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_revised_by_users_id_fk" FOREIGN KEY ("revised_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_revises" ON "reviews" USING btree ("revises");--> statement-breakpoint
CREATE INDEX "rubrics_call_kind" ON "rubrics" USING btree ("call_kind","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_once" ON "reviews" USING btree ("recording_id","reviewer_id","kind","revision");