"""
Forecasts the series on standard input by one method of statsforecast, on one thread.

A line of input is season, horizon and values. Output is the processor time in seconds, then a line of means per series.
"""

import os
import sys
import time
import warnings

for threads in ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[threads] = "1"
warnings.filterwarnings("ignore")

from functools import partial  # noqa: E402

import numpy as np  # noqa: E402 - the threads are counted at import
from statsforecast.models import (  # noqa: E402
    AutoARIMA,
    AutoCES,
    AutoETS,
    DynamicOptimizedTheta,
    OptimizedTheta,
    SeasonalNaive,
    Theta,
)

METHODS = {
    "ets": AutoETS,
    "ses": partial(AutoETS, model="ANN"),
    "damped": partial(AutoETS, model="AAN", damped=True),
    "seasonal-naive": SeasonalNaive,
    "theta": Theta,
    "otm": OptimizedTheta,
    "dotm": DynamicOptimizedTheta,
    "ces": AutoCES,
    "arima": AutoARIMA,
}
method = METHODS[sys.argv[1]]
series = []
for line in sys.stdin:
    season, horizon, *values = line.split(",")
    series.append((int(season), int(horizon), np.array(values, dtype=float)))

for season, horizon, values in series[:: max(1, len(series) // 20)]:
    method(season_length=season).forecast(y=values, h=horizon)
start = time.process_time()
means = [method(season_length=season).forecast(y=values, h=horizon)["mean"] for season, horizon, values in series]
lines = [repr(time.process_time() - start)]
lines += [",".join(repr(float(value)) for value in mean) for mean in means]
sys.stdout.write("\n".join(lines) + "\n")
