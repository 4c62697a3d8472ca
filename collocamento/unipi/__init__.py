"""UniPi, the format in which the ministry delivers employers' returns: read, checked, told in Italian."""
