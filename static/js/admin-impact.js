/* Beside each name, how many links it would add. */
