-- Who is shut out, is given a role or loses one signs in anew, whichever way the change came.
CREATE FUNCTION end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM sessions WHERE user_id = NEW.user_id; RETURN NULL; END $$;
--> statement-breakpoint
CREATE TRIGGER sessions_end_disabled AFTER INSERT ON disablements FOR EACH ROW EXECUTE FUNCTION end_sessions();
--> statement-breakpoint
CREATE TRIGGER sessions_end_role AFTER INSERT OR UPDATE ON role_grants FOR EACH ROW EXECUTE FUNCTION end_sessions();
