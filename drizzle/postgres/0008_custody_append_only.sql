-- What was applied for, decided, found and signed is never changed or removed.
CREATE TRIGGER deletion_requests_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON deletion_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER deletion_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON deletion_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER tombstones_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tombstones FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER legal_holds_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON legal_holds FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER retention_notes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON retention_notes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER scrub_findings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON scrub_findings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER backup_runs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON backup_runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER joint_requests_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON joint_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER joint_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON joint_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER checkpoint_deliveries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint_deliveries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER unmaskings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unmaskings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Words of the chain may be corrected or erased, their row stays.
CREATE TRIGGER audit_words_no_delete BEFORE DELETE OR TRUNCATE ON audit_words FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER recordings_no_delete BEFORE DELETE OR TRUNCATE ON recordings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER calls_no_delete BEFORE DELETE OR TRUNCATE ON calls FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER plays_no_delete BEFORE DELETE OR TRUNCATE ON plays FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
