const places = (count: number): string => `${count} ${count === 1 ? 'place' : 'places'}`;

/** `↑12`: how many places above its score's place an item stands; `↓3` below it. */
export const overrideArrow = (delta: number): string => `${delta < 0 ? '↓' : '↑'}${String(Math.abs(delta))}`;

/** What the arrow means, in a sentence. */
export const overrideInWords = (delta: number): string =>
  `Placed by hand: ${places(Math.abs(delta))} ${delta < 0 ? 'below' : 'above'} where its score would put it.`;
