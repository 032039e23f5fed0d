"""What the DAGs share: the operator that starts jobs, assets, and the words of the params forms."""
