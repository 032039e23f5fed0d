select to_regclass('macrocast.flyway_schema_history') is not null as present
