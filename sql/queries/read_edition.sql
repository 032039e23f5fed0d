select macrocast.edition() as edition
