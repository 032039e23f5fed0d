insert into method (method, title, provider, kind, is_benchmark, description) values
('average', 'Average of the past', 'macrocast', 'own', false, 'The mean of all values.'),
('ar-ols', 'Autoregression by least squares', 'macrocast', 'own', false, 'Up to 12 lags of changes, by BIC.');
