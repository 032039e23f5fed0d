select
    case
        when :is_approved then api.approve_load(:load_key, :actor, :reason)
        else api.reject_load(:load_key, :actor, :reason)
    end as outcome
