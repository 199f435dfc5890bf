DROP INDEX `assignments_agent`;--> statement-breakpoint
DROP INDEX `assignments_reviewer`;--> statement-breakpoint
CREATE INDEX `assignments_reviewer` ON `assignments` (`reviewer_id`,`due_at`);