analyze judged
