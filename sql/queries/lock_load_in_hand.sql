select status
from load
where load_key = :load_key and status <> 'rejected'
for share
