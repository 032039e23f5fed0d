-- Held until the commit, so that loads are numbered in the order of commits: whoever sees a number sees all below it.
select pg_advisory_xact_lock(2, 0)
