/** Shares as whole percents; what is not quite nothing or all is not rounded to it. */
export const percent = (share: number): string => {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return 'under 1 %';
  if (rounded === 100 && share < 1) return 'over 99 %';
  return `${rounded} %`;
};

export const decimal = (value: number): string => value.toFixed(2).replace('-', '−');

/** How much of something, in words wide enough to hide single cases. */
export const band = (share: number): string => {
  if (share < 0.1) return 'hardly any';
  if (share < 0.25) return 'fewer than a quarter';
  if (share < 0.5) return 'between a quarter and a half';
  return share < 0.75 ? 'more than half' : 'most';
};
