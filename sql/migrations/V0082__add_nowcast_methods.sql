insert into method (method, title, provider, kind, is_benchmark, description) values
('bridge', 'Bridge equations', 'macrocast', 'own', false, 'Quarters from what their months say, shrunk regressions.'),
(
    'dfm',
    'Dynamic factor model',
    'macrocast',
    'own',
    false,
    'One factor of months and quarters, by EM and Kalman filter.'
),
('nowcast', 'Mean of BVAR and bridge', 'macrocast', 'own', false, 'Own quarters and their months together.');
