/** `A` … `Z`, `AA`, `AB`, …: the letter of the community at this place, the largest first. */
export const communityLetter = (place: number): string => {
  let letter = '';
  for (let rest = place + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letter = String.fromCharCode(65 + ((rest - 1) % 26)) + letter;
  }
  return letter;
};
