ALTER TABLE "assignments" DROP CONSTRAINT "assignments_agent_id_users_id_fk";
--> statement-breakpoint
DROP INDEX "notifications_once";--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("once","user_id");