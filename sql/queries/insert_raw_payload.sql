insert into raw_payload (payload_sha256, uri, bytes, media_type)
values (:payload_sha256, :uri, :bytes, :media_type)
on conflict (payload_sha256) do nothing
