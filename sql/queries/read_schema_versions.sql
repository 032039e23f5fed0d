select version
from macrocast.flyway_schema_history
where success and version is not null
