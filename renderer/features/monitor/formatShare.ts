/** A share as per cent with two digits behind the point, rounded down: 100 % is only said of all. */
export const formatShare = (share: number): string => {
  const hundredths = Math.floor(Math.min(1, Math.max(0, share)) * 10_000);
  return hundredths === 10_000 ? '100 %' : `${(hundredths / 100).toFixed(2)} %`;
};
