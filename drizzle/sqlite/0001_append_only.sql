-- Published facts are never changed or removed, whatever the code does.
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'append-only: audit_entries'); END;
--> statement-breakpoint
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'append-only: audit_entries'); END;
--> statement-breakpoint
CREATE TRIGGER rubric_versions_no_update BEFORE UPDATE ON rubric_versions BEGIN SELECT RAISE(ABORT, 'append-only: rubric_versions'); END;
--> statement-breakpoint
CREATE TRIGGER rubric_versions_no_delete BEFORE DELETE ON rubric_versions BEGIN SELECT RAISE(ABORT, 'append-only: rubric_versions'); END;
--> statement-breakpoint
CREATE TRIGGER plan_versions_no_update BEFORE UPDATE ON plan_versions BEGIN SELECT RAISE(ABORT, 'append-only: plan_versions'); END;
--> statement-breakpoint
CREATE TRIGGER plan_versions_no_delete BEFORE DELETE ON plan_versions BEGIN SELECT RAISE(ABORT, 'append-only: plan_versions'); END;
--> statement-breakpoint
CREATE TRIGGER draws_no_update BEFORE UPDATE ON draws BEGIN SELECT RAISE(ABORT, 'append-only: draws'); END;
--> statement-breakpoint
CREATE TRIGGER draws_no_delete BEFORE DELETE ON draws BEGIN SELECT RAISE(ABORT, 'append-only: draws'); END;
--> statement-breakpoint
CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'append-only: reviews'); END;
--> statement-breakpoint
CREATE TRIGGER reviews_no_delete BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'append-only: reviews'); END;
--> statement-breakpoint
CREATE TRIGGER review_answers_no_update BEFORE UPDATE ON review_answers BEGIN SELECT RAISE(ABORT, 'append-only: review_answers'); END;
--> statement-breakpoint
CREATE TRIGGER review_answers_no_delete BEFORE DELETE ON review_answers BEGIN SELECT RAISE(ABORT, 'append-only: review_answers'); END;
--> statement-breakpoint
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'append-only: evidence'); END;
--> statement-breakpoint
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'append-only: evidence'); END;
--> statement-breakpoint
CREATE TRIGGER acknowledgements_no_update BEFORE UPDATE ON acknowledgements BEGIN SELECT RAISE(ABORT, 'append-only: acknowledgements'); END;
--> statement-breakpoint
CREATE TRIGGER acknowledgements_no_delete BEFORE DELETE ON acknowledgements BEGIN SELECT RAISE(ABORT, 'append-only: acknowledgements'); END;
--> statement-breakpoint
CREATE TRIGGER self_checks_no_update BEFORE UPDATE ON self_checks BEGIN SELECT RAISE(ABORT, 'append-only: self_checks'); END;
--> statement-breakpoint
CREATE TRIGGER self_checks_no_delete BEFORE DELETE ON self_checks BEGIN SELECT RAISE(ABORT, 'append-only: self_checks'); END;
--> statement-breakpoint
CREATE TRIGGER penalty_tables_no_update BEFORE UPDATE ON penalty_tables BEGIN SELECT RAISE(ABORT, 'append-only: penalty_tables'); END;
--> statement-breakpoint
CREATE TRIGGER penalty_tables_no_delete BEFORE DELETE ON penalty_tables BEGIN SELECT RAISE(ABORT, 'append-only: penalty_tables'); END;
--> statement-breakpoint
CREATE TRIGGER settings_no_update BEFORE UPDATE ON settings BEGIN SELECT RAISE(ABORT, 'append-only: settings'); END;
--> statement-breakpoint
CREATE TRIGGER settings_no_delete BEFORE DELETE ON settings BEGIN SELECT RAISE(ABORT, 'append-only: settings'); END;
