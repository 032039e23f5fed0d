insert into source as known (code, title, licence, homepage)
values (:code, :title, :licence, :homepage)
on conflict (code) do update
    set title = excluded.title, licence = excluded.licence, homepage = excluded.homepage
    where
    (known.title, known.licence, known.homepage)
    is distinct from (excluded.title, excluded.licence, excluded.homepage)
