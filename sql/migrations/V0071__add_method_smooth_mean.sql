insert into method (method, title, provider, kind, is_benchmark, description) values
(
    'smooth-mean', 'Mean of four smoothing methods', 'macrocast', 'own', false,
    'ETS, CES and two Theta models; own errors.'
);
