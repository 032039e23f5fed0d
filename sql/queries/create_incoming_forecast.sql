create temporary table incoming (like forecast) on commit drop
