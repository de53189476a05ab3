/** Watched time, in milliseconds, after which a figure that does not come any more counts as not measured: a mount that was taken off, a unit
 * that is not watched now. Long enough for a restart and a repair, short enough that nobody is reminded for days of what is not there. */
export const LOST_MS = 60 * 60_000;
