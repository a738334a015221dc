"""Reception: the visit, the queue, the motifs and the day at the desk."""
