-- Refuses whatever the trigger is on, in the words given by the trigger. Every function here names its search path
-- with pg_temp last: else whoever may make a temporary table could put it in the place of a real one.

CREATE FUNCTION gcp_refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_ARGV[0];
END;
$$;
