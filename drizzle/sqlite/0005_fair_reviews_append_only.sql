-- What was ruled, agreed on and reported is never changed or removed.
CREATE TRIGGER rubric_retirements_no_update BEFORE UPDATE ON rubric_retirements BEGIN SELECT RAISE(ABORT, 'append-only: rubric_retirements'); END;
--> statement-breakpoint
CREATE TRIGGER rubric_retirements_no_delete BEFORE DELETE ON rubric_retirements BEGIN SELECT RAISE(ABORT, 'append-only: rubric_retirements'); END;
--> statement-breakpoint
CREATE TRIGGER standard_phrases_no_update BEFORE UPDATE ON standard_phrases BEGIN SELECT RAISE(ABORT, 'append-only: standard_phrases'); END;
--> statement-breakpoint
CREATE TRIGGER standard_phrases_no_delete BEFORE DELETE ON standard_phrases BEGIN SELECT RAISE(ABORT, 'append-only: standard_phrases'); END;
--> statement-breakpoint
CREATE TRIGGER second_review_rulings_no_update BEFORE UPDATE ON second_review_rulings BEGIN SELECT RAISE(ABORT, 'append-only: second_review_rulings'); END;
--> statement-breakpoint
CREATE TRIGGER second_review_rulings_no_delete BEFORE DELETE ON second_review_rulings BEGIN SELECT RAISE(ABORT, 'append-only: second_review_rulings'); END;
--> statement-breakpoint
CREATE TRIGGER concealments_no_update BEFORE UPDATE ON concealments BEGIN SELECT RAISE(ABORT, 'append-only: concealments'); END;
--> statement-breakpoint
CREATE TRIGGER concealments_no_delete BEFORE DELETE ON concealments BEGIN SELECT RAISE(ABORT, 'append-only: concealments'); END;
--> statement-breakpoint
CREATE TRIGGER concealment_rulings_no_update BEFORE UPDATE ON concealment_rulings BEGIN SELECT RAISE(ABORT, 'append-only: concealment_rulings'); END;
--> statement-breakpoint
CREATE TRIGGER concealment_rulings_no_delete BEFORE DELETE ON concealment_rulings BEGIN SELECT RAISE(ABORT, 'append-only: concealment_rulings'); END;
--> statement-breakpoint
CREATE TRIGGER calibrations_no_update BEFORE UPDATE ON calibrations BEGIN SELECT RAISE(ABORT, 'append-only: calibrations'); END;
--> statement-breakpoint
CREATE TRIGGER calibrations_no_delete BEFORE DELETE ON calibrations BEGIN SELECT RAISE(ABORT, 'append-only: calibrations'); END;
--> statement-breakpoint
CREATE TRIGGER calibration_calls_no_update BEFORE UPDATE ON calibration_calls BEGIN SELECT RAISE(ABORT, 'append-only: calibration_calls'); END;
--> statement-breakpoint
CREATE TRIGGER calibration_calls_no_delete BEFORE DELETE ON calibration_calls BEGIN SELECT RAISE(ABORT, 'append-only: calibration_calls'); END;
--> statement-breakpoint
CREATE TRIGGER calibration_participants_no_update BEFORE UPDATE ON calibration_participants BEGIN SELECT RAISE(ABORT, 'append-only: calibration_participants'); END;
--> statement-breakpoint
CREATE TRIGGER calibration_participants_no_delete BEFORE DELETE ON calibration_participants BEGIN SELECT RAISE(ABORT, 'append-only: calibration_participants'); END;
--> statement-breakpoint
CREATE TRIGGER calibration_scores_no_update BEFORE UPDATE ON calibration_scores BEGIN SELECT RAISE(ABORT, 'append-only: calibration_scores'); END;
--> statement-breakpoint
CREATE TRIGGER calibration_scores_no_delete BEFORE DELETE ON calibration_scores BEGIN SELECT RAISE(ABORT, 'append-only: calibration_scores'); END;
--> statement-breakpoint
CREATE TRIGGER calibration_remarks_no_update BEFORE UPDATE ON calibration_remarks BEGIN SELECT RAISE(ABORT, 'append-only: calibration_remarks'); END;
--> statement-breakpoint
CREATE TRIGGER calibration_remarks_no_delete BEFORE DELETE ON calibration_remarks BEGIN SELECT RAISE(ABORT, 'append-only: calibration_remarks'); END;
--> statement-breakpoint
CREATE TRIGGER calibration_outcomes_no_update BEFORE UPDATE ON calibration_outcomes BEGIN SELECT RAISE(ABORT, 'append-only: calibration_outcomes'); END;
--> statement-breakpoint
CREATE TRIGGER calibration_outcomes_no_delete BEFORE DELETE ON calibration_outcomes BEGIN SELECT RAISE(ABORT, 'append-only: calibration_outcomes'); END;
--> statement-breakpoint
CREATE TRIGGER recorder_incidents_no_update BEFORE UPDATE ON recorder_incidents BEGIN SELECT RAISE(ABORT, 'append-only: recorder_incidents'); END;
--> statement-breakpoint
CREATE TRIGGER recorder_incidents_no_delete BEFORE DELETE ON recorder_incidents BEGIN SELECT RAISE(ABORT, 'append-only: recorder_incidents'); END;
--> statement-breakpoint
CREATE TRIGGER recorder_incident_steps_no_update BEFORE UPDATE ON recorder_incident_steps BEGIN SELECT RAISE(ABORT, 'append-only: recorder_incident_steps'); END;
--> statement-breakpoint
CREATE TRIGGER recorder_incident_steps_no_delete BEFORE DELETE ON recorder_incident_steps BEGIN SELECT RAISE(ABORT, 'append-only: recorder_incident_steps'); END;
