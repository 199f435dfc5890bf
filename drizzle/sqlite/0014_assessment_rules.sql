-- What was found, contested, ruled, agreed and closed is never changed or removed.
CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'append-only: ledger_entries'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'append-only: ledger_entries'); END;
--> statement-breakpoint
CREATE TRIGGER month_locks_no_update BEFORE UPDATE ON month_locks BEGIN SELECT RAISE(ABORT, 'append-only: month_locks'); END;
--> statement-breakpoint
CREATE TRIGGER month_locks_no_delete BEFORE DELETE ON month_locks BEGIN SELECT RAISE(ABORT, 'append-only: month_locks'); END;
--> statement-breakpoint
CREATE TRIGGER month_unlocks_no_update BEFORE UPDATE ON month_unlocks BEGIN SELECT RAISE(ABORT, 'append-only: month_unlocks'); END;
--> statement-breakpoint
CREATE TRIGGER month_unlocks_no_delete BEFORE DELETE ON month_unlocks BEGIN SELECT RAISE(ABORT, 'append-only: month_unlocks'); END;
--> statement-breakpoint
CREATE TRIGGER frozen_months_no_update BEFORE UPDATE ON frozen_months BEGIN SELECT RAISE(ABORT, 'append-only: frozen_months'); END;
--> statement-breakpoint
CREATE TRIGGER frozen_months_no_delete BEFORE DELETE ON frozen_months BEGIN SELECT RAISE(ABORT, 'append-only: frozen_months'); END;
--> statement-breakpoint
CREATE TRIGGER disputes_no_update BEFORE UPDATE ON disputes BEGIN SELECT RAISE(ABORT, 'append-only: disputes'); END;
--> statement-breakpoint
CREATE TRIGGER disputes_no_delete BEFORE DELETE ON disputes BEGIN SELECT RAISE(ABORT, 'append-only: disputes'); END;
--> statement-breakpoint
CREATE TRIGGER dispute_replies_no_update BEFORE UPDATE ON dispute_replies BEGIN SELECT RAISE(ABORT, 'append-only: dispute_replies'); END;
--> statement-breakpoint
CREATE TRIGGER dispute_replies_no_delete BEFORE DELETE ON dispute_replies BEGIN SELECT RAISE(ABORT, 'append-only: dispute_replies'); END;
--> statement-breakpoint
CREATE TRIGGER dispute_rulings_no_update BEFORE UPDATE ON dispute_rulings BEGIN SELECT RAISE(ABORT, 'append-only: dispute_rulings'); END;
--> statement-breakpoint
CREATE TRIGGER dispute_rulings_no_delete BEFORE DELETE ON dispute_rulings BEGIN SELECT RAISE(ABORT, 'append-only: dispute_rulings'); END;
--> statement-breakpoint
CREATE TRIGGER dispute_withdrawals_no_update BEFORE UPDATE ON dispute_withdrawals BEGIN SELECT RAISE(ABORT, 'append-only: dispute_withdrawals'); END;
--> statement-breakpoint
CREATE TRIGGER dispute_withdrawals_no_delete BEFORE DELETE ON dispute_withdrawals BEGIN SELECT RAISE(ABORT, 'append-only: dispute_withdrawals'); END;
--> statement-breakpoint
CREATE TRIGGER review_lapses_no_update BEFORE UPDATE ON review_lapses BEGIN SELECT RAISE(ABORT, 'append-only: review_lapses'); END;
--> statement-breakpoint
CREATE TRIGGER review_lapses_no_delete BEFORE DELETE ON review_lapses BEGIN SELECT RAISE(ABORT, 'append-only: review_lapses'); END;
--> statement-breakpoint
CREATE TRIGGER check_answers_no_update BEFORE UPDATE ON check_answers BEGIN SELECT RAISE(ABORT, 'append-only: check_answers'); END;
--> statement-breakpoint
CREATE TRIGGER check_answers_no_delete BEFORE DELETE ON check_answers BEGIN SELECT RAISE(ABORT, 'append-only: check_answers'); END;
--> statement-breakpoint
CREATE TRIGGER call_reports_no_update BEFORE UPDATE ON call_reports BEGIN SELECT RAISE(ABORT, 'append-only: call_reports'); END;
--> statement-breakpoint
CREATE TRIGGER call_reports_no_delete BEFORE DELETE ON call_reports BEGIN SELECT RAISE(ABORT, 'append-only: call_reports'); END;
--> statement-breakpoint
CREATE TRIGGER library_clips_no_update BEFORE UPDATE ON library_clips BEGIN SELECT RAISE(ABORT, 'append-only: library_clips'); END;
--> statement-breakpoint
CREATE TRIGGER library_clips_no_delete BEFORE DELETE ON library_clips BEGIN SELECT RAISE(ABORT, 'append-only: library_clips'); END;
--> statement-breakpoint
CREATE TRIGGER library_consents_no_update BEFORE UPDATE ON library_consents BEGIN SELECT RAISE(ABORT, 'append-only: library_consents'); END;
--> statement-breakpoint
CREATE TRIGGER library_consents_no_delete BEFORE DELETE ON library_consents BEGIN SELECT RAISE(ABORT, 'append-only: library_consents'); END;
--> statement-breakpoint
CREATE TRIGGER library_decisions_no_update BEFORE UPDATE ON library_decisions BEGIN SELECT RAISE(ABORT, 'append-only: library_decisions'); END;
--> statement-breakpoint
CREATE TRIGGER library_decisions_no_delete BEFORE DELETE ON library_decisions BEGIN SELECT RAISE(ABORT, 'append-only: library_decisions'); END;
--> statement-breakpoint
CREATE TRIGGER coaching_tasks_no_update BEFORE UPDATE ON coaching_tasks BEGIN SELECT RAISE(ABORT, 'append-only: coaching_tasks'); END;
--> statement-breakpoint
CREATE TRIGGER coaching_tasks_no_delete BEFORE DELETE ON coaching_tasks BEGIN SELECT RAISE(ABORT, 'append-only: coaching_tasks'); END;
--> statement-breakpoint
CREATE TRIGGER coaching_clips_no_update BEFORE UPDATE ON coaching_clips BEGIN SELECT RAISE(ABORT, 'append-only: coaching_clips'); END;
--> statement-breakpoint
CREATE TRIGGER coaching_clips_no_delete BEFORE DELETE ON coaching_clips BEGIN SELECT RAISE(ABORT, 'append-only: coaching_clips'); END;
--> statement-breakpoint
CREATE TRIGGER coaching_steps_no_update BEFORE UPDATE ON coaching_steps BEGIN SELECT RAISE(ABORT, 'append-only: coaching_steps'); END;
--> statement-breakpoint
CREATE TRIGGER coaching_steps_no_delete BEFORE DELETE ON coaching_steps BEGIN SELECT RAISE(ABORT, 'append-only: coaching_steps'); END;
--> statement-breakpoint
CREATE TRIGGER improvement_actions_no_update BEFORE UPDATE ON improvement_actions BEGIN SELECT RAISE(ABORT, 'append-only: improvement_actions'); END;
--> statement-breakpoint
CREATE TRIGGER improvement_actions_no_delete BEFORE DELETE ON improvement_actions BEGIN SELECT RAISE(ABORT, 'append-only: improvement_actions'); END;
--> statement-breakpoint
CREATE TRIGGER improvement_steps_no_update BEFORE UPDATE ON improvement_steps BEGIN SELECT RAISE(ABORT, 'append-only: improvement_steps'); END;
--> statement-breakpoint
CREATE TRIGGER improvement_steps_no_delete BEFORE DELETE ON improvement_steps BEGIN SELECT RAISE(ABORT, 'append-only: improvement_steps'); END;
--> statement-breakpoint
CREATE TRIGGER schemes_no_update BEFORE UPDATE ON schemes BEGIN SELECT RAISE(ABORT, 'append-only: schemes'); END;
--> statement-breakpoint
CREATE TRIGGER schemes_no_delete BEFORE DELETE ON schemes BEGIN SELECT RAISE(ABORT, 'append-only: schemes'); END;
--> statement-breakpoint
CREATE TRIGGER indicator_versions_no_update BEFORE UPDATE ON indicator_versions BEGIN SELECT RAISE(ABORT, 'append-only: indicator_versions'); END;
--> statement-breakpoint
CREATE TRIGGER indicator_versions_no_delete BEFORE DELETE ON indicator_versions BEGIN SELECT RAISE(ABORT, 'append-only: indicator_versions'); END;
--> statement-breakpoint
CREATE TRIGGER indicator_values_no_update BEFORE UPDATE ON indicator_values BEGIN SELECT RAISE(ABORT, 'append-only: indicator_values'); END;
--> statement-breakpoint
CREATE TRIGGER indicator_values_no_delete BEFORE DELETE ON indicator_values BEGIN SELECT RAISE(ABORT, 'append-only: indicator_values'); END;
--> statement-breakpoint
CREATE TRIGGER ratings_no_update BEFORE UPDATE ON ratings BEGIN SELECT RAISE(ABORT, 'append-only: ratings'); END;
--> statement-breakpoint
CREATE TRIGGER ratings_no_delete BEFORE DELETE ON ratings BEGIN SELECT RAISE(ABORT, 'append-only: ratings'); END;
--> statement-breakpoint
CREATE TRIGGER adjustments_no_update BEFORE UPDATE ON adjustments BEGIN SELECT RAISE(ABORT, 'append-only: adjustments'); END;
--> statement-breakpoint
CREATE TRIGGER adjustments_no_delete BEFORE DELETE ON adjustments BEGIN SELECT RAISE(ABORT, 'append-only: adjustments'); END;
--> statement-breakpoint
CREATE TRIGGER adjustment_decisions_no_update BEFORE UPDATE ON adjustment_decisions BEGIN SELECT RAISE(ABORT, 'append-only: adjustment_decisions'); END;
--> statement-breakpoint
CREATE TRIGGER adjustment_decisions_no_delete BEFORE DELETE ON adjustment_decisions BEGIN SELECT RAISE(ABORT, 'append-only: adjustment_decisions'); END;
--> statement-breakpoint
CREATE TRIGGER month_talks_no_update BEFORE UPDATE ON month_talks BEGIN SELECT RAISE(ABORT, 'append-only: month_talks'); END;
--> statement-breakpoint
CREATE TRIGGER month_talks_no_delete BEFORE DELETE ON month_talks BEGIN SELECT RAISE(ABORT, 'append-only: month_talks'); END;
--> statement-breakpoint
CREATE TRIGGER month_signatures_no_update BEFORE UPDATE ON month_signatures BEGIN SELECT RAISE(ABORT, 'append-only: month_signatures'); END;
--> statement-breakpoint
CREATE TRIGGER month_signatures_no_delete BEFORE DELETE ON month_signatures BEGIN SELECT RAISE(ABORT, 'append-only: month_signatures'); END;
--> statement-breakpoint
CREATE TRIGGER pay_bases_no_update BEFORE UPDATE ON pay_bases BEGIN SELECT RAISE(ABORT, 'append-only: pay_bases'); END;
--> statement-breakpoint
CREATE TRIGGER pay_bases_no_delete BEFORE DELETE ON pay_bases BEGIN SELECT RAISE(ABORT, 'append-only: pay_bases'); END;
--> statement-breakpoint
CREATE TRIGGER accountability_cases_no_update BEFORE UPDATE ON accountability_cases BEGIN SELECT RAISE(ABORT, 'append-only: accountability_cases'); END;
--> statement-breakpoint
CREATE TRIGGER accountability_cases_no_delete BEFORE DELETE ON accountability_cases BEGIN SELECT RAISE(ABORT, 'append-only: accountability_cases'); END;
--> statement-breakpoint
CREATE TRIGGER case_measures_no_update BEFORE UPDATE ON case_measures BEGIN SELECT RAISE(ABORT, 'append-only: case_measures'); END;
--> statement-breakpoint
CREATE TRIGGER case_measures_no_delete BEFORE DELETE ON case_measures BEGIN SELECT RAISE(ABORT, 'append-only: case_measures'); END;
--> statement-breakpoint
CREATE TRIGGER case_grounds_no_update BEFORE UPDATE ON case_grounds BEGIN SELECT RAISE(ABORT, 'append-only: case_grounds'); END;
--> statement-breakpoint
CREATE TRIGGER case_grounds_no_delete BEFORE DELETE ON case_grounds BEGIN SELECT RAISE(ABORT, 'append-only: case_grounds'); END;
--> statement-breakpoint
CREATE TRIGGER case_steps_no_update BEFORE UPDATE ON case_steps BEGIN SELECT RAISE(ABORT, 'append-only: case_steps'); END;
--> statement-breakpoint
CREATE TRIGGER case_steps_no_delete BEFORE DELETE ON case_steps BEGIN SELECT RAISE(ABORT, 'append-only: case_steps'); END;
--> statement-breakpoint
-- Nobody rules on the own call or the own review; the second instance is another's than the first.
CREATE TRIGGER dispute_rulings_rules BEFORE INSERT ON dispute_rulings BEGIN
	SELECT RAISE(ABORT, 'ruling: own call') WHERE EXISTS (SELECT 1 FROM disputes d WHERE d.id = NEW.dispute_id AND d.agent_id = NEW.by_id);
	SELECT RAISE(ABORT, 'ruling: own review') WHERE EXISTS (SELECT 1 FROM disputes d JOIN reviews r ON r.id = d.review_id WHERE d.id = NEW.dispute_id AND (NEW.by_id = r.reviewer_id OR (NEW.by_id = r.revised_by AND coalesce(r.revision_cause, '') <> 'ruling')));
	SELECT RAISE(ABORT, 'ruling: own first ruling') WHERE EXISTS (SELECT 1 FROM disputes d JOIN dispute_rulings f ON f.dispute_id = d.first_id WHERE d.id = NEW.dispute_id AND f.by_id = NEW.by_id);
	SELECT RAISE(ABORT, 'ruling: withdrawn') WHERE EXISTS (SELECT 1 FROM dispute_withdrawals w WHERE w.dispute_id = NEW.dispute_id);
END;
--> statement-breakpoint
-- Nobody decides on an own proposal or the own line.
CREATE TRIGGER adjustment_decisions_rules BEFORE INSERT ON adjustment_decisions BEGIN
	SELECT RAISE(ABORT, 'adjustment: same person') WHERE EXISTS (SELECT 1 FROM adjustments a WHERE a.id = NEW.adjustment_id AND (coalesce((SELECT l.person_id FROM account_links l WHERE l.user_id = a.by_id), a.by_id) = NEW.by_person OR coalesce((SELECT l.person_id FROM account_links l WHERE l.user_id = a.agent_id), a.agent_id) = NEW.by_person));
END;
--> statement-breakpoint
-- A closed month takes no entries.
CREATE TRIGGER ledger_entries_rules BEFORE INSERT ON ledger_entries BEGIN
	SELECT RAISE(ABORT, 'ledger: month closed') WHERE EXISTS (SELECT 1 FROM frozen_months f WHERE f.agent_id = NEW.agent_id AND f.business_month = NEW.business_month AND NOT EXISTS (SELECT 1 FROM month_unlocks u WHERE u.lock_id = f.lock_id));
	SELECT RAISE(ABORT, 'ledger: out of order') WHERE NEW.seq <> 1 + coalesce((SELECT max(e.seq) FROM ledger_entries e WHERE e.agent_id = NEW.agent_id AND e.business_month = NEW.business_month AND e.line_key = NEW.line_key), 0);
END;
