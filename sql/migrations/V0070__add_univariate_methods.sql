insert into method (method, title, provider, kind, is_benchmark, description) values
('naive2', 'Naive, seasonally adjusted', 'macrocast', 'own', false, 'Keeps the last seasonally adjusted value.'),
('ses', 'Simple exponential smoothing', 'macrocast', 'own', false, 'Smoothed level of the adjusted series.'),
('holt', 'Holt''s trend', 'macrocast', 'own', false, 'Smoothed level and lasting trend of the adjusted series.'),
('damped', 'Damped trend', 'macrocast', 'own', false, 'Smoothed level and fading trend of the adjusted series.'),
('ets-textbook', 'Exponential smoothing, textbook', 'macrocast', 'own', false, 'All admissible forms, chosen by AICc.'),
('otm', 'Optimised Theta', 'macrocast', 'own', false, 'Theta with an estimated line; the line stays.'),
('dotm', 'Dynamic optimised Theta', 'macrocast', 'own', false, 'Theta with an estimated line that moves.'),
('ces', 'Complex exponential smoothing', 'macrocast', 'own', false, 'Level and hidden part as a complex number.');
