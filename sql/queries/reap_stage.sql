select reap_stage() as row_count
