CREATE TABLE "audit_checkpoints" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"note" text NOT NULL,
	"signature" text NOT NULL,
	"key_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_words" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"salt" text NOT NULL,
	"words" text
);
--> statement-breakpoint
CREATE TABLE "checkpoint_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"place" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "totp_keys" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "backup_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone NOT NULL,
	"ok" boolean NOT NULL,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scrub_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scrub_id" uuid NOT NULL,
	"fault" text NOT NULL,
	"name" text NOT NULL,
	"recording_id" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scrubs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"sample_share" integer NOT NULL,
	"cursor" text NOT NULL,
	"files" bigint NOT NULL,
	"bytes" bigint NOT NULL,
	"worked_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deletion_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_person" uuid NOT NULL,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deletion_requests_person" UNIQUE("id","requested_person")
);
--> statement-breakpoint
CREATE TABLE "deletion_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"requested_person" uuid NOT NULL,
	"step" text NOT NULL,
	"by_id" uuid,
	"by_person" uuid,
	"reason" text NOT NULL,
	"evidence" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deletion_steps_other_person" CHECK ("deletion_steps"."step" not in ('approved', 'rejected') or ("deletion_steps"."by_person" is not null and "deletion_steps"."by_person" <> "deletion_steps"."requested_person"))
);
--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL,
	"placed_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "open_deletion_requests" (
	"recording_id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"purge_after" timestamp (3) with time zone,
	CONSTRAINT "open_deletion_requests_request_id_unique" UNIQUE("request_id")
);
--> statement-breakpoint
CREATE TABLE "pending_removals" (
	"sha256" text PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL,
	"retention_class" text NOT NULL,
	"legal_basis" text NOT NULL,
	"set_by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standing_holds" (
	"hold_id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"recording_id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	"content" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "joint_decisions" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"requested_person" uuid NOT NULL,
	"outcome" text NOT NULL,
	"by_id" uuid NOT NULL,
	"by_person" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "joint_decisions_other_person" CHECK (("joint_decisions"."outcome" = 'withdrawn') = ("joint_decisions"."by_person" = "joint_decisions"."requested_person"))
);
--> statement-breakpoint
CREATE TABLE "joint_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"facts" jsonb NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_person" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "joint_requests_person" UNIQUE("id","requested_person")
);
--> statement-breakpoint
CREATE TABLE "account_links" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unmaskings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "recordings_day";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "stepped_up_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "custody" text DEFAULT 'kept' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_words" ADD CONSTRAINT "audit_words_seq_audit_entries_seq_fk" FOREIGN KEY ("seq") REFERENCES "public"."audit_entries"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoint_deliveries" ADD CONSTRAINT "checkpoint_deliveries_seq_audit_checkpoints_seq_fk" FOREIGN KEY ("seq") REFERENCES "public"."audit_checkpoints"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_keys" ADD CONSTRAINT "totp_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scrub_findings" ADD CONSTRAINT "scrub_findings_scrub_id_scrubs_id_fk" FOREIGN KEY ("scrub_id") REFERENCES "public"."scrubs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scrub_findings" ADD CONSTRAINT "scrub_findings_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletion_requests" ADD CONSTRAINT "deletion_requests_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletion_requests" ADD CONSTRAINT "deletion_requests_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletion_requests" ADD CONSTRAINT "deletion_requests_requested_person_users_id_fk" FOREIGN KEY ("requested_person") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletion_steps" ADD CONSTRAINT "deletion_steps_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletion_steps" ADD CONSTRAINT "deletion_steps_by_person_users_id_fk" FOREIGN KEY ("by_person") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletion_steps" ADD CONSTRAINT "deletion_steps_request" FOREIGN KEY ("request_id","requested_person") REFERENCES "public"."deletion_requests"("id","requested_person") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_placed_by_users_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_deletion_requests" ADD CONSTRAINT "open_deletion_requests_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_deletion_requests" ADD CONSTRAINT "open_deletion_requests_request_id_deletion_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."deletion_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_removals" ADD CONSTRAINT "pending_removals_recording_id_tombstones_recording_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."tombstones"("recording_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_notes" ADD CONSTRAINT "retention_notes_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_notes" ADD CONSTRAINT "retention_notes_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_holds" ADD CONSTRAINT "standing_holds_hold_id_legal_holds_id_fk" FOREIGN KEY ("hold_id") REFERENCES "public"."legal_holds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_holds" ADD CONSTRAINT "standing_holds_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tombstones" ADD CONSTRAINT "tombstones_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tombstones" ADD CONSTRAINT "tombstones_request_id_deletion_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."deletion_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_decisions" ADD CONSTRAINT "joint_decisions_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_decisions" ADD CONSTRAINT "joint_decisions_by_person_users_id_fk" FOREIGN KEY ("by_person") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_decisions" ADD CONSTRAINT "joint_decisions_request" FOREIGN KEY ("request_id","requested_person") REFERENCES "public"."joint_requests"("id","requested_person") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_requests" ADD CONSTRAINT "joint_requests_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "joint_requests" ADD CONSTRAINT "joint_requests_requested_person_users_id_fk" FOREIGN KEY ("requested_person") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmaskings" ADD CONSTRAINT "unmaskings_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmaskings" ADD CONSTRAINT "unmaskings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checkpoint_deliveries_place" ON "checkpoint_deliveries" USING btree ("place","seq");--> statement-breakpoint
CREATE INDEX "recovery_codes_user" ON "recovery_codes" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "backup_runs_time" ON "backup_runs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "scrub_findings_scrub" ON "scrub_findings" USING btree ("scrub_id","id");--> statement-breakpoint
CREATE INDEX "scrubs_time" ON "scrubs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "deletion_requests_time" ON "deletion_requests" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "deletion_requests_recording" ON "deletion_requests" USING btree ("recording_id");--> statement-breakpoint
CREATE INDEX "deletion_requests_by" ON "deletion_requests" USING btree ("requested_by","at");--> statement-breakpoint
CREATE UNIQUE INDEX "deletion_steps_once" ON "deletion_steps" USING btree ("request_id","step");--> statement-breakpoint
CREATE INDEX "legal_holds_recording" ON "legal_holds" USING btree ("recording_id");--> statement-breakpoint
CREATE INDEX "legal_holds_time" ON "legal_holds" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "retention_notes_recording" ON "retention_notes" USING btree ("recording_id","at");--> statement-breakpoint
CREATE INDEX "standing_holds_recording" ON "standing_holds" USING btree ("recording_id");--> statement-breakpoint
CREATE INDEX "joint_requests_subject" ON "joint_requests" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "joint_requests_time" ON "joint_requests" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "unmaskings_user" ON "unmaskings" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "unmaskings_recording" ON "unmaskings" USING btree ("recording_id");--> statement-breakpoint
CREATE INDEX "recordings_day" ON "recordings" USING btree ("business_day","agent_id","id","team_id","department_id","duration_ms","verdict","current","direction","kind","queue","started_at","custody");