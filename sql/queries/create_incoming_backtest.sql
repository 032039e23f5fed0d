create temporary table incoming (like backtest_forecast) on commit drop
