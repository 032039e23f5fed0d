select publish_run(:id, :token) as outcome
