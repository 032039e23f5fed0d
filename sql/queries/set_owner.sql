set local role macrocast_owner
