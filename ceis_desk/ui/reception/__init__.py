"""Reception: the page of the front desk."""
