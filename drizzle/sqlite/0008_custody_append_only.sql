-- What was applied for, decided, found and signed is never changed or removed.
CREATE TRIGGER deletion_requests_no_update BEFORE UPDATE ON deletion_requests BEGIN SELECT RAISE(ABORT, 'append-only: deletion_requests'); END;
--> statement-breakpoint
CREATE TRIGGER deletion_requests_no_delete BEFORE DELETE ON deletion_requests BEGIN SELECT RAISE(ABORT, 'append-only: deletion_requests'); END;
--> statement-breakpoint
CREATE TRIGGER deletion_steps_no_update BEFORE UPDATE ON deletion_steps BEGIN SELECT RAISE(ABORT, 'append-only: deletion_steps'); END;
--> statement-breakpoint
CREATE TRIGGER deletion_steps_no_delete BEFORE DELETE ON deletion_steps BEGIN SELECT RAISE(ABORT, 'append-only: deletion_steps'); END;
--> statement-breakpoint
CREATE TRIGGER tombstones_no_update BEFORE UPDATE ON tombstones BEGIN SELECT RAISE(ABORT, 'append-only: tombstones'); END;
--> statement-breakpoint
CREATE TRIGGER tombstones_no_delete BEFORE DELETE ON tombstones BEGIN SELECT RAISE(ABORT, 'append-only: tombstones'); END;
--> statement-breakpoint
CREATE TRIGGER legal_holds_no_update BEFORE UPDATE ON legal_holds BEGIN SELECT RAISE(ABORT, 'append-only: legal_holds'); END;
--> statement-breakpoint
CREATE TRIGGER legal_holds_no_delete BEFORE DELETE ON legal_holds BEGIN SELECT RAISE(ABORT, 'append-only: legal_holds'); END;
--> statement-breakpoint
CREATE TRIGGER retention_notes_no_update BEFORE UPDATE ON retention_notes BEGIN SELECT RAISE(ABORT, 'append-only: retention_notes'); END;
--> statement-breakpoint
CREATE TRIGGER retention_notes_no_delete BEFORE DELETE ON retention_notes BEGIN SELECT RAISE(ABORT, 'append-only: retention_notes'); END;
--> statement-breakpoint
CREATE TRIGGER scrub_findings_no_update BEFORE UPDATE ON scrub_findings BEGIN SELECT RAISE(ABORT, 'append-only: scrub_findings'); END;
--> statement-breakpoint
CREATE TRIGGER scrub_findings_no_delete BEFORE DELETE ON scrub_findings BEGIN SELECT RAISE(ABORT, 'append-only: scrub_findings'); END;
--> statement-breakpoint
CREATE TRIGGER backup_runs_no_update BEFORE UPDATE ON backup_runs BEGIN SELECT RAISE(ABORT, 'append-only: backup_runs'); END;
--> statement-breakpoint
CREATE TRIGGER backup_runs_no_delete BEFORE DELETE ON backup_runs BEGIN SELECT RAISE(ABORT, 'append-only: backup_runs'); END;
--> statement-breakpoint
CREATE TRIGGER joint_requests_no_update BEFORE UPDATE ON joint_requests BEGIN SELECT RAISE(ABORT, 'append-only: joint_requests'); END;
--> statement-breakpoint
CREATE TRIGGER joint_requests_no_delete BEFORE DELETE ON joint_requests BEGIN SELECT RAISE(ABORT, 'append-only: joint_requests'); END;
--> statement-breakpoint
CREATE TRIGGER joint_decisions_no_update BEFORE UPDATE ON joint_decisions BEGIN SELECT RAISE(ABORT, 'append-only: joint_decisions'); END;
--> statement-breakpoint
CREATE TRIGGER joint_decisions_no_delete BEFORE DELETE ON joint_decisions BEGIN SELECT RAISE(ABORT, 'append-only: joint_decisions'); END;
--> statement-breakpoint
CREATE TRIGGER audit_checkpoints_no_update BEFORE UPDATE ON audit_checkpoints BEGIN SELECT RAISE(ABORT, 'append-only: audit_checkpoints'); END;
--> statement-breakpoint
CREATE TRIGGER audit_checkpoints_no_delete BEFORE DELETE ON audit_checkpoints BEGIN SELECT RAISE(ABORT, 'append-only: audit_checkpoints'); END;
--> statement-breakpoint
CREATE TRIGGER checkpoint_deliveries_no_update BEFORE UPDATE ON checkpoint_deliveries BEGIN SELECT RAISE(ABORT, 'append-only: checkpoint_deliveries'); END;
--> statement-breakpoint
CREATE TRIGGER checkpoint_deliveries_no_delete BEFORE DELETE ON checkpoint_deliveries BEGIN SELECT RAISE(ABORT, 'append-only: checkpoint_deliveries'); END;
--> statement-breakpoint
CREATE TRIGGER unmaskings_no_update BEFORE UPDATE ON unmaskings BEGIN SELECT RAISE(ABORT, 'append-only: unmaskings'); END;
--> statement-breakpoint
CREATE TRIGGER unmaskings_no_delete BEFORE DELETE ON unmaskings BEGIN SELECT RAISE(ABORT, 'append-only: unmaskings'); END;
--> statement-breakpoint
-- Words of the chain may be corrected or erased, their row stays.
CREATE TRIGGER audit_words_no_delete BEFORE DELETE ON audit_words BEGIN SELECT RAISE(ABORT, 'append-only: audit_words'); END;
--> statement-breakpoint
CREATE TRIGGER recordings_no_delete BEFORE DELETE ON recordings BEGIN SELECT RAISE(ABORT, 'append-only: recordings'); END;
--> statement-breakpoint
CREATE TRIGGER calls_no_delete BEFORE DELETE ON calls BEGIN SELECT RAISE(ABORT, 'append-only: calls'); END;
--> statement-breakpoint
CREATE TRIGGER plays_no_delete BEFORE DELETE ON plays BEGIN SELECT RAISE(ABORT, 'append-only: plays'); END;
