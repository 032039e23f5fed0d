select note_password(:role) as noted
