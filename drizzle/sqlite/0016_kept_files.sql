CREATE TABLE `kept_files` (
	`lock_id` text NOT NULL,
	`file` text NOT NULL,
	`name` text NOT NULL,
	`content` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`at` integer NOT NULL,
	`by_id` text NOT NULL,
	PRIMARY KEY(`lock_id`, `file`),
	FOREIGN KEY (`lock_id`) REFERENCES `month_locks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);

--> statement-breakpoint
CREATE TRIGGER kept_files_no_update BEFORE UPDATE ON kept_files BEGIN SELECT RAISE(ABORT, 'append-only: kept_files'); END;
--> statement-breakpoint
CREATE TRIGGER kept_files_no_delete BEFORE DELETE ON kept_files BEGIN SELECT RAISE(ABORT, 'append-only: kept_files'); END;
