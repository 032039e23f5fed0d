insert into method (method, title, provider, kind, is_benchmark, description) values
('structural', 'Structural model', 'macrocast', 'own', false, 'Level, slope and season that wander, by Kalman filter.'),
('stl-ets', 'ETS after STL', 'macrocast', 'own', false, 'Exponential smoothing of what STL leaves of the series.'),
('x13-theta', 'Theta after X-13', 'macrocast', 'own', false, 'Theta on the series that X-13 adjusts.'),
('boxcox-ets', 'ETS on powers', 'macrocast', 'own', false, 'Exponential smoothing of a Box-Cox transform.'),
('clean-ar', 'AR without outliers', 'macrocast', 'own', false, 'Autoregression after TRAMO took outliers out.');
