select note_definitions(:has_migrated) as noted
