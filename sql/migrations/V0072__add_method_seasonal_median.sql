insert into method (method, title, provider, kind, is_benchmark, description) values
('seasonal-median', 'Seasonal median', 'macrocast', 'own', false, 'Median of the last three periods like it.');
