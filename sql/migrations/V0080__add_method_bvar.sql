insert into method (method, title, provider, kind, is_benchmark, description) values
(
    'bvar', 'Bayesian vector autoregression', 'macrocast', 'own', false,
    'All targets of a source together, Minnesota prior.'
);
