insert into method (method, title, provider, kind, is_benchmark, description) values
('greenbook', 'Greenbook', 'Federal Reserve Board', 'other', false, 'What the staff told the FOMC before a meeting.'),
('spf-median', 'SPF median', 'Philadelphia Fed', 'other', false, 'Median of the Survey of Professional Forecasters.'),
('gdpnow', 'GDPNow', 'Atlanta Fed', 'other', false, 'Nowcast of a model that adds up the parts of output.');
