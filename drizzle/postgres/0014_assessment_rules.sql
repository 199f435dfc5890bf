-- What was found, contested, ruled, agreed and closed is never changed or removed.
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER month_locks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON month_locks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER month_unlocks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON month_unlocks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER frozen_months_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON frozen_months FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER disputes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON disputes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER dispute_replies_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dispute_replies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER dispute_rulings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dispute_rulings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER dispute_withdrawals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dispute_withdrawals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER review_lapses_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON review_lapses FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER check_answers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON check_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER call_reports_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON call_reports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER library_clips_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON library_clips FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER library_consents_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON library_consents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER library_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON library_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER coaching_tasks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON coaching_tasks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER coaching_clips_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON coaching_clips FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER coaching_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON coaching_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER improvement_actions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON improvement_actions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER improvement_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON improvement_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER schemes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON schemes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER indicator_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON indicator_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER indicator_values_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON indicator_values FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ratings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ratings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER adjustments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON adjustments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER adjustment_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON adjustment_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER month_talks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON month_talks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER month_signatures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON month_signatures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER pay_bases_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pay_bases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER accountability_cases_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON accountability_cases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER case_measures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_measures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER case_grounds_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_grounds FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER case_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Nobody rules on the own call or the own review; the second instance is another's than the first.
CREATE FUNCTION dispute_rulings_rules() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF EXISTS (SELECT 1 FROM disputes d WHERE d.id = NEW.dispute_id AND d.agent_id = NEW.by_id) THEN RAISE EXCEPTION 'ruling: own call'; END IF;
	IF EXISTS (SELECT 1 FROM disputes d JOIN reviews r ON r.id = d.review_id WHERE d.id = NEW.dispute_id AND (NEW.by_id = r.reviewer_id OR (NEW.by_id = r.revised_by AND coalesce(r.revision_cause, '') <> 'ruling'))) THEN RAISE EXCEPTION 'ruling: own review'; END IF;
	IF EXISTS (SELECT 1 FROM disputes d JOIN dispute_rulings f ON f.dispute_id = d.first_id WHERE d.id = NEW.dispute_id AND f.by_id = NEW.by_id) THEN RAISE EXCEPTION 'ruling: own first ruling'; END IF;
	IF EXISTS (SELECT 1 FROM dispute_withdrawals w WHERE w.dispute_id = NEW.dispute_id) THEN RAISE EXCEPTION 'ruling: withdrawn'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER dispute_rulings_rules BEFORE INSERT ON dispute_rulings FOR EACH ROW EXECUTE FUNCTION dispute_rulings_rules();
--> statement-breakpoint
-- Nobody decides on an own proposal or the own line.
CREATE FUNCTION adjustment_decisions_rules() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF EXISTS (SELECT 1 FROM adjustments a WHERE a.id = NEW.adjustment_id AND (person_of(a.by_id) = NEW.by_person OR person_of(a.agent_id) = NEW.by_person)) THEN RAISE EXCEPTION 'adjustment: same person'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER adjustment_decisions_rules BEFORE INSERT ON adjustment_decisions FOR EACH ROW EXECUTE FUNCTION adjustment_decisions_rules();
--> statement-breakpoint
-- A closed month takes no entries.
CREATE FUNCTION ledger_entries_rules() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF EXISTS (SELECT 1 FROM frozen_months f WHERE f.agent_id = NEW.agent_id AND f.business_month = NEW.business_month AND NOT EXISTS (SELECT 1 FROM month_unlocks u WHERE u.lock_id = f.lock_id)) THEN RAISE EXCEPTION 'ledger: month closed'; END IF;
	IF NEW.seq <> 1 + coalesce((SELECT max(e.seq) FROM ledger_entries e WHERE e.agent_id = NEW.agent_id AND e.business_month = NEW.business_month AND e.line_key = NEW.line_key), 0) THEN RAISE EXCEPTION 'ledger: out of order'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_rules BEFORE INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION ledger_entries_rules();
