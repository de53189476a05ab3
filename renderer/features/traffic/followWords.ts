/** How a log that is followed is spoken of; `what` begins a sentence: "The access log". */
export const followWords = (what: string) => ({
  live: `${what} is followed`,
  lost: `${what} is not being read.`,
  again: 'it is tried again by itself, and goes on where it was',
  off: `${what} is not followed`,
});
