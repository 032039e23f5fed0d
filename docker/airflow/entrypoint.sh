# Airflow's SimpleAuthManager opens its password file for writing, which a secret does not allow: so the file
# is made here from the secret, readable by Airflow alone.
set -eu
if [ -r /run/secrets/airflow_admin_password ]; then
    (
        umask 077
        printf '{"admin": "%s"}\n' "$(cat /run/secrets/airflow_admin_password)" >"$AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"
    )
fi
exec "$@"
