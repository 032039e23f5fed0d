insert into method (method, title, provider, kind, is_benchmark, description) values
('arima', 'ARIMA by TRAMO', 'macrocast', 'own', false, 'Seasonal ARIMA with outliers and calendar, by JDemetra+.');
