-- Two roles for PostgreSQL: the owner, who changes the schema, and the role that Listenback runs as,
-- which can add to the audit chain and to everything else that is kept for ever, but not change it.
--
--   1. As a superuser, once:  CREATE ROLE listenback_app LOGIN PASSWORD '…';
--   2. Bring the schema up to date with the owner's address:
--        DATABASE_URL=postgres://owner…  npm run -s listenback -- audit verify
--   3. As the owner, after every upgrade:  psql --file docs/postgres-roles.sql postgres://owner…
--   4. Run the server with DATABASE_URL=postgres://listenback_app…
--
-- It may be run again at any time.

DO $roles$
DECLARE
	kept record;
	app CONSTANT text := 'listenback_app';
BEGIN
	EXECUTE format('GRANT USAGE ON SCHEMA public, drizzle TO %I', app);
	EXECUTE format('REVOKE CREATE ON SCHEMA public FROM PUBLIC, %I', app);
	EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA drizzle TO %I', app);
	EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, %I', app);
	EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', app);

	-- What a trigger keeps from being changed or removed, the role may not even try.
	FOR kept IN
		SELECT relation.oid::regclass AS name, bool_or(shield.tgtype & 16 <> 0) AS unchanged
		FROM pg_trigger shield
		JOIN pg_class relation ON relation.oid = shield.tgrelid
		JOIN pg_proc refusal ON refusal.oid = shield.tgfoid
		WHERE refusal.proname = 'refuse_change' AND NOT shield.tgisinternal
		GROUP BY relation.oid
	LOOP
		EXECUTE format('REVOKE DELETE, TRUNCATE ON %s FROM %I', kept.name, app);
		IF kept.unchanged THEN
			EXECUTE format('REVOKE UPDATE ON %s FROM %I', kept.name, app);
		END IF;
	END LOOP;

	-- Words beside the chain are erased by the owner: listenback audit erase, with the owner's address.
	EXECUTE format('REVOKE UPDATE ON audit_words FROM %I', app);
END
$roles$;
