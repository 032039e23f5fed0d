insert into method (method, title, provider, kind, is_benchmark, description) values
('ridge', 'Ridge regression', 'macrocast', 'own', false, 'Direct regressions on lags and components, shrunk.'),
('lasso', 'LASSO', 'macrocast', 'own', false, 'Direct regressions on few lags and components.'),
('elastic-net', 'Elastic net', 'macrocast', 'own', false, 'Between ridge and LASSO.'),
('boost', 'Boosted trees', 'macrocast', 'own', false, 'Boosted regression trees on lags and components.'),
('global', 'Global ridge regression', 'macrocast', 'own', false, 'One regression for all series of a source.'),
('pool-median', 'Median of five families', 'macrocast', 'own', false, 'Median of ar, theta, ets, bvar and drift.'),
('pool-trimmed', 'Trimmed mean of five families', 'macrocast', 'own', false, 'Without the lowest and the highest.'),
(
    'pool-weighted',
    'Weighted mean of five families',
    'macrocast',
    'own',
    false,
    'Weighted by errors at earlier origins.'
);
