analyze collected
