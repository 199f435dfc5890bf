-- Who is shut out, is given a role or loses one signs in anew, whichever way the change came.
CREATE TRIGGER sessions_end_disabled AFTER INSERT ON disablements BEGIN DELETE FROM sessions WHERE user_id = NEW.user_id; END;
--> statement-breakpoint
CREATE TRIGGER sessions_end_role_given AFTER INSERT ON role_grants BEGIN DELETE FROM sessions WHERE user_id = NEW.user_id; END;
--> statement-breakpoint
CREATE TRIGGER sessions_end_role_changed AFTER UPDATE ON role_grants BEGIN DELETE FROM sessions WHERE user_id = NEW.user_id; END;
