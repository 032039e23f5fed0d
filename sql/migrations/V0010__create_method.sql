create table method (
    method text primary key,
    title text not null,
    provider text not null,
    kind text not null check (kind in ('own', 'other')),
    is_benchmark boolean not null default false,
    description text not null
);

comment on table method is 'A way to forecast: ours, or an institution''s.';
comment on column method.kind is 'own: our jobs make its forecasts; other: pipelines load them.';
comment on column method.is_benchmark is 'Whether a champion has to beat it.';

insert into method (method, title, provider, kind, is_benchmark, description) values
('naive', 'Naive', 'macrocast', 'own', true, 'Keeps the last value.'),
('seasonal-naive', 'Seasonal naive', 'macrocast', 'own', true, 'Repeats the last season.'),
('drift', 'Random walk with drift', 'macrocast', 'own', true, 'Continues the average change.'),
('ar', 'Autoregression', 'macrocast', 'own', true, 'AR(p) with the lag order chosen by BIC.'),
('theta', 'Theta', 'macrocast', 'own', false, 'Mean of a linear trend and exponential smoothing.'),
('ets', 'Exponential smoothing', 'macrocast', 'own', false, 'Error, trend, season form chosen by AICc.'),
('mean', 'Mean of methods', 'macrocast', 'own', false, 'Equal weights over the methods that are not naive.'),
('forest', 'Random forest', 'macrocast', 'own', false, 'Regression trees on lagged values.'),
('champion', 'Champion', 'macrocast', 'own', false, 'For each band of horizons the method that was blessed.'),
('boe-mpr', 'Monetary Policy Report', 'Bank of England', 'other', false, 'The published forecast of the MPC.'),
('boe-ar', 'Bank AR(p)', 'Bank of England', 'other', false, 'Autoregression by the Bank''s evaluation package.'),
('boe-random-walk', 'Bank random walk', 'Bank of England', 'other', false, 'Keeps the last quarterly growth.'),
('boe-bvar-conditional', 'Bank BVAR, conditional', 'Bank of England', 'other', false, 'VAR given the Bank''s paths.'),
('boe-bvar-unconditional', 'Bank BVAR', 'Bank of England', 'other', false, 'Bayesian VAR.'),
('boe-compass-conditional', 'COMPASS, conditional', 'Bank of England', 'other', false, 'DSGE given the Bank''s paths.'),
('boe-compass-unconditional', 'COMPASS', 'Bank of England', 'other', false, 'The Bank''s DSGE model.');
