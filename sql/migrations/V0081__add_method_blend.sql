insert into method (method, title, provider, kind, is_benchmark, description) values
('blend', 'Mean of three families', 'macrocast', 'own', false, 'Equal weights of ar, ets and bvar.');
