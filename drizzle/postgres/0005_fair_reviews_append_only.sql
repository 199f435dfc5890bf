-- What was ruled, agreed on and reported is never changed or removed.
CREATE TRIGGER rubric_retirements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rubric_retirements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER standard_phrases_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON standard_phrases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER second_review_rulings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON second_review_rulings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER concealments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON concealments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER concealment_rulings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON concealment_rulings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER calibrations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calibrations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER calibration_calls_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calibration_calls FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER calibration_participants_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calibration_participants FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER calibration_scores_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calibration_scores FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER calibration_remarks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calibration_remarks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER calibration_outcomes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calibration_outcomes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER recorder_incidents_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recorder_incidents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER recorder_incident_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recorder_incident_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
