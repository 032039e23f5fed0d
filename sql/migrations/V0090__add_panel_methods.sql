insert into method (method, title, provider, kind, is_benchmark, description) values
(
    'diffusion-index', 'Diffusion index', 'macrocast', 'own', false,
    'Direct regressions on lags and principal components.'
),
('ets-bvar', 'Mean of smoothing and BVAR', 'macrocast', 'own', false, 'Own past and companions together.');
