CREATE TABLE "kept_files" (
	"lock_id" uuid NOT NULL,
	"file" text NOT NULL,
	"name" text NOT NULL,
	"content" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL,
	CONSTRAINT "kept_files_lock_id_file_pk" PRIMARY KEY("lock_id","file")
);
--> statement-breakpoint
ALTER TABLE "kept_files" ADD CONSTRAINT "kept_files_lock_id_month_locks_id_fk" FOREIGN KEY ("lock_id") REFERENCES "public"."month_locks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_files" ADD CONSTRAINT "kept_files_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TRIGGER kept_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kept_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
