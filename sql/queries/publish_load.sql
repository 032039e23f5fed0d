select publish_load(:id, :token) as outcome
