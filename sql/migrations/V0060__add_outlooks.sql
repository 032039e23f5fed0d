-- Outlooks of institutions, which come with what they publish of the past.
insert into method (method, title, provider, kind, is_benchmark, description) values
('imf-weo', 'World Economic Outlook', 'International Monetary Fund', 'other', false, 'Years after the last observed.'),
('imf-apdreo', 'Asia and Pacific Outlook', 'International Monetary Fund', 'other', false, 'Years not over.'),
('imf-afrreo', 'Sub-Saharan Africa Outlook', 'International Monetary Fund', 'other', false, 'Years not over.'),
('oecd-eo', 'Economic Outlook', 'OECD', 'other', false, 'Long-term scenarios.');
