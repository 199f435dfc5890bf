CREATE TABLE "calendar_days" (
	"day" integer PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "greeting_periods" (
	"id" uuid PRIMARY KEY NOT NULL,
	"first_day" integer NOT NULL,
	"last_day" integer NOT NULL,
	"greeting" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roster_days" (
	"user_id" uuid NOT NULL,
	"day" integer NOT NULL,
	"shift" text NOT NULL,
	CONSTRAINT "roster_days_user_id_day_pk" PRIMARY KEY("user_id","day")
);
--> statement-breakpoint
CREATE TABLE "entrustments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "draw_commitments" (
	"plan_id" uuid NOT NULL,
	"period" integer NOT NULL,
	"plan_version_id" uuid NOT NULL,
	"seed_sha256" text NOT NULL,
	"committed_at" timestamp (3) with time zone NOT NULL,
	"committed_by" text NOT NULL,
	CONSTRAINT "draw_commitments_plan_id_period_pk" PRIMARY KEY("plan_id","period")
);
--> statement-breakpoint
CREATE TABLE "excuses" (
	"missed_duty_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"words" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hand_overs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"deputy_id" uuid NOT NULL,
	"first_day" integer NOT NULL,
	"last_day" integer NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "hand_overs_other" CHECK ("hand_overs"."user_id" <> "hand_overs"."deputy_id")
);
--> statement-breakpoint
CREATE TABLE "missed_duties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draw_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"tasks" integer NOT NULL,
	"of_tasks" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "overdue_tasks" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reassignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"assignment_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "replacements" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"words" text NOT NULL,
	"replaced_by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"substitute_id" uuid,
	"skipped" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "top_ups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draw_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"candidates_sha256" text NOT NULL,
	"candidate_count" integer NOT NULL,
	"candidates" text NOT NULL,
	"shares" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "recordings_day";--> statement-breakpoint
DROP INDEX "self_checks_once";--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "once" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "covered_permille" integer;--> statement-breakpoint
ALTER TABLE "self_checks" ADD COLUMN "checker_id" uuid;--> statement-breakpoint
ALTER TABLE "self_checks" ADD COLUMN "assignment_id" uuid;--> statement-breakpoint
ALTER TABLE "self_checks" ADD COLUMN "problem" text;--> statement-breakpoint
ALTER TABLE "self_checks" ADD COLUMN "call_started_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "self_checks" ADD COLUMN "spent_ms" integer;--> statement-breakpoint
ALTER TABLE "self_checks" ADD COLUMN "covered_permille" integer;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "kind" text DEFAULT 'spot-check' NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "unit_id" uuid;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "call_day" integer;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "stratum" text DEFAULT 'any' NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "round" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "draws" ADD COLUMN "kind" text DEFAULT 'spot-check' NOT NULL;--> statement-breakpoint
ALTER TABLE "draws" ADD COLUMN "last_day" integer;--> statement-breakpoint
ALTER TABLE "draws" ADD COLUMN "scheduled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "draws" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "roster_days" ADD CONSTRAINT "roster_days_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entrustments" ADD CONSTRAINT "entrustments_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entrustments" ADD CONSTRAINT "entrustments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draw_commitments" ADD CONSTRAINT "draw_commitments_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draw_commitments" ADD CONSTRAINT "draw_commitments_plan_version_id_plan_versions_id_fk" FOREIGN KEY ("plan_version_id") REFERENCES "public"."plan_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "excuses" ADD CONSTRAINT "excuses_missed_duty_id_missed_duties_id_fk" FOREIGN KEY ("missed_duty_id") REFERENCES "public"."missed_duties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "excuses" ADD CONSTRAINT "excuses_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_deputy_id_users_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "missed_duties" ADD CONSTRAINT "missed_duties_draw_id_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "missed_duties" ADD CONSTRAINT "missed_duties_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overdue_tasks" ADD CONSTRAINT "overdue_tasks_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overdue_tasks" ADD CONSTRAINT "overdue_tasks_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reassignments" ADD CONSTRAINT "reassignments_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reassignments" ADD CONSTRAINT "reassignments_from_id_users_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reassignments" ADD CONSTRAINT "reassignments_to_id_users_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_replaced_by_users_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_substitute_id_assignments_id_fk" FOREIGN KEY ("substitute_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "top_ups" ADD CONSTRAINT "top_ups_draw_id_draws_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."draws"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "greeting_periods_days" ON "greeting_periods" USING btree ("first_day","last_day");--> statement-breakpoint
CREATE INDEX "roster_days_day" ON "roster_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "entrustments_recording" ON "entrustments" USING btree ("recording_id","user_id");--> statement-breakpoint
CREATE INDEX "hand_overs_user" ON "hand_overs" USING btree ("user_id","last_day");--> statement-breakpoint
CREATE INDEX "hand_overs_deputy" ON "hand_overs" USING btree ("deputy_id","last_day");--> statement-breakpoint
CREATE UNIQUE INDEX "missed_duties_draw" ON "missed_duties" USING btree ("draw_id","reviewer_id");--> statement-breakpoint
CREATE INDEX "missed_duties_reviewer" ON "missed_duties" USING btree ("reviewer_id","at");--> statement-breakpoint
CREATE INDEX "missed_duties_at" ON "missed_duties" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "overdue_tasks_reviewer" ON "overdue_tasks" USING btree ("reviewer_id","at");--> statement-breakpoint
CREATE INDEX "reassignments_assignment" ON "reassignments" USING btree ("assignment_id");--> statement-breakpoint
CREATE INDEX "replacements_by" ON "replacements" USING btree ("replaced_by","at");--> statement-breakpoint
CREATE UNIQUE INDEX "replacements_substitute" ON "replacements" USING btree ("substitute_id");--> statement-breakpoint
CREATE UNIQUE INDEX "top_ups_round" ON "top_ups" USING btree ("draw_id","round");--> statement-breakpoint
ALTER TABLE "self_checks" ADD CONSTRAINT "self_checks_checker_id_users_id_fk" FOREIGN KEY ("checker_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_checks" ADD CONSTRAINT "self_checks_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("user_id","once");--> statement-breakpoint
CREATE INDEX "reviews_call_time" ON "reviews" USING btree ("call_started_at","recording_id");--> statement-breakpoint
CREATE UNIQUE INDEX "self_checks_assignment" ON "self_checks" USING btree ("assignment_id");--> statement-breakpoint
CREATE INDEX "self_checks_checker" ON "self_checks" USING btree ("checker_id","at");--> statement-breakpoint
CREATE INDEX "self_checks_call_time" ON "self_checks" USING btree ("call_started_at","recording_id");--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_kind" ON "assignments" USING btree ("kind","recording_id");--> statement-breakpoint
CREATE INDEX "assignments_day" ON "assignments" USING btree ("kind","call_day","recording_id");--> statement-breakpoint
CREATE INDEX "assignments_agent" ON "assignments" USING btree ("agent_id","due_at");--> statement-breakpoint
CREATE INDEX "assignments_due" ON "assignments" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "recordings_day" ON "recordings" USING btree ("business_day","agent_id","id","team_id","department_id","duration_ms","verdict","current","direction","kind","queue","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "self_checks_once" ON "self_checks" USING btree ("recording_id","agent_id","checker_id");