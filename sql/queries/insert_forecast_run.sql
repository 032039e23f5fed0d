insert into forecast_run (run_id, kind, data_version_id, settings, code_version, image_digest, official)
values (:run_id, 'own', :data_version_id, cast(:settings as jsonb), :code_version, :image_digest, :official)
on conflict (run_id) do nothing
