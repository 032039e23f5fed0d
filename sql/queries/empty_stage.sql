select empty_stage_of(:load_key)
