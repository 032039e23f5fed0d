-- Databases beside each other on one server: macrocast's own, and the one that Airflow keeps its runs in. Runs at every start.
select 'create role airflow login'
where not exists (select from pg_roles where rolname = 'airflow') \gexec
alter role airflow password :'airflow_password';

select 'create database airflow owner airflow template template0'
where not exists (select from pg_database where datname = 'airflow') \gexec
select 'create database macrocast template template0'
where not exists (select from pg_database where datname = 'macrocast') \gexec

-- Nobody looks into Airflow's runs but Airflow.
revoke connect on database airflow from public;

-- Nobody but superusers has business in the databases that a server comes with.
revoke connect, temporary on database postgres, template1 from public;
