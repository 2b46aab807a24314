/** A solution lists at most this many common intervals; it counts all of them. */
export const maxCommonIntervals = 100;
