insert into run_model (run_id, model_version_id)
values (:run_id, :model_version_id)
on conflict (run_id, model_version_id) do nothing
