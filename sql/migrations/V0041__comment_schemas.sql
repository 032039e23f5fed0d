comment on schema api is 'What analysts and programs may rely on: views and functions, all with comments.';
comment on schema macrocast is 'The tables behind schema api; the jobs write here, analysts do not read here.';
