insert into load_payload (load_key, payload_sha256, name)
values (:load_key, :payload_sha256, :name)
on conflict (load_key, payload_sha256) do nothing
