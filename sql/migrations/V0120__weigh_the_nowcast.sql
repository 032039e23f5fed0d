update method
set
    title = 'Weighted mean of autoregression and bridge',
    description = 'Own past and what its months tell, weighed by past errors.'
where method = 'nowcast';
