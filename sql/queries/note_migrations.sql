select note_migrations() as noted
